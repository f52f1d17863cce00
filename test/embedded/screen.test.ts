import { expect, it } from 'vitest';
import { screenOn } from '../../worker/embedded/demonstration/screen.ts';
import { fitted, table } from '../../worker/embedded/demonstration/table.ts';

function output(terminal?: { columns: number }) {
  let text = '';
  const write = (more: string) => (text += more);
  return { write, isTTY: terminal !== undefined, columns: terminal?.columns, text: () => text };
}

it('writes a line for each change that is worth one where nobody watches', () => {
  const out = output();
  const screen = screenOn(out);
  screen.show([
    { key: 'a', text: 'a 1 %', plain: 'a begins' },
    { key: 'b', text: 'b begins' },
  ]);
  screen.show([
    { key: 'a', text: 'a 9 %', plain: 'a begins' },
    { key: 'b', text: 'b left' },
  ]);
  screen.show([{ key: 'a', text: 'a 10 %', plain: 'a left' }]);
  screen.say('done');

  expect(out.text()).toBe('a begins\na left\ndone\n');
});

it('draws over its picture in a terminal, and puts what it says above', () => {
  const out = output({ columns: 80 });
  const screen = screenOn(out);
  screen.show([
    { key: 'a', text: 'a begins' },
    { key: 'b', text: 'b begins' },
  ]);
  screen.say('news');

  expect(out.text()).toBe('a begins\nb begins\n\u001B[2A\u001B[0Jnews\na begins\nb begins\n');
});

it('leaves the last picture where it is once it is frozen', () => {
  const out = output({ columns: 80 });
  const screen = screenOn(out);
  screen.show([{ key: 'a', text: 'a left' }]);
  screen.freeze();
  screen.say('table');

  expect(out.text()).toBe('a left\ntable\n');
});

it('cuts a line that would take two rows, which it could not draw over', () => {
  const out = output({ columns: 10 });
  screenOn(out).show([{ key: 'a', text: 'a very long line' }]);

  expect(out.text()).toBe('a very lo…\n');
  expect(fitted('just right', 10)).toBe('just right');
});

it('lays out a table by its widest cells, also an empty one', () => {
  expect(table(['a', 'head'], [['wide cell', 'x'], ['b']])).toEqual([
    'a          head',
    '─────────  ────',
    'wide cell  x',
    'b',
  ]);
  expect(table(['a', 'b'], [])).toEqual(['a  b', '─  ─']);
});
