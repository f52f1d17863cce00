import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, parseTemplates } from '../../activities/cache/templates.ts';

const group = { instanceId: 'sales', groupId: '120363000000000001@g.us' };

test('refuses a key that every group would share', () => {
  expect(() => parseTemplates('wa:{instanceId}:members')).toThrow(/"wa:\{instanceId\}:members" has no \{groupId\}/);
});

test('refuses a placeholder it does not know, saying which there are', () => {
  expect(() => parseTemplates('{groupId}:{group}')).toThrow(/unknown placeholder \{group\}: use \{instanceId\} and/);
  expect(() => parseTemplates('{groupId}:{}')).toThrow(/unknown placeholder \{\}/);
});

test('refuses a pattern, since it would unlink nothing', () => {
  expect(() => parseTemplates('wa:{groupId}:*')).toThrow(/has a \*/);
});

test('refuses an empty template, such as a comma too many leaves', () => {
  expect(() => parseTemplates('wa:{groupId},')).toThrow(/is empty/);
  expect(() => parseTemplates('')).toThrow(/is empty/);
});

test('lists all faults of all templates at once', () => {
  expect(() => parseTemplates('one,{two}')).toThrow(
    /"one" has no \{groupId\}.*"\{two\}" has the unknown.*"\{two\}" has no/,
  );
});

test('makes the keys of a group, each once', () => {
  const templates = parseTemplates('wa:{instanceId}:{groupId}, members:{groupId} ,members:{groupId}');
  expect(keysOf(templates, group)).toEqual(['wa:sales:120363000000000001@g.us', 'members:120363000000000001@g.us']);
});

test('leaves the braces of a hash tag around a placeholder', () => {
  expect(keysOf(parseTemplates('{{groupId}}:members'), group)).toEqual(['{120363000000000001@g.us}:members']);
});

test('puts ids into a key as they are, whatever signs they have', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (instanceId, groupId) => {
      const [key] = keysOf(['a:{instanceId}:{groupId}:z'], { instanceId, groupId });
      expect(key).toBe(`a:${instanceId}:${groupId}:z`);
    }),
  );
});
