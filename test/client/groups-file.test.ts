import { expect, test } from 'vitest';
import { parseGroupLines, readGroupsFile } from '../../client/cli/groups-file.ts';

test('a file of groups is refused with every line that is wrong', () => {
  const text = 'sales 120363000000000000@g.us\nsales\n\nsa/les 49151@c.us\nsales 120363000000000001@g.us and more';
  expect(() => parseGroupLines(text)).toThrowErrorMatchingInlineSnapshot(`
    [InvalidRequest: line 2: groupId: is missing: write the id as the gateway lists it, such as 120363000000000000@g.us
    line 4: instanceId: is no instance id: write the id that the instance has in the instances file: letters, digits, dot, dash and underscore, at most 64; groupId: is a person, not a group: write the id as the gateway lists it, such as 120363000000000000@g.us
    line 5: line: has more than an instance and a group]
  `);
});

test('so is one that cannot be read', async () => {
  await expect(readGroupsFile('/nowhere/groups.txt')).rejects.toThrow(/^--groups: cannot be read/);
});

test('it may have blanks or commas, empty lines and remarks', () => {
  const text = '# the old ones\r\nsales 120363000000000000@g.us\r\n\r\nsupport, 120363000000000001@g.us # Ana asked\n';
  expect(parseGroupLines(text)).toEqual([
    { instanceId: 'sales', groupId: '120363000000000000@g.us' },
    { instanceId: 'support', groupId: '120363000000000001@g.us' },
  ]);
});
