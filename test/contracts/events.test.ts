import { expect, it } from 'vitest';
import { webhooksOf } from '../../activities/gateways/registered-webhooks.ts';
import { events } from './examples/events.ts';

it.each(events)('an event is read as documented: $what', ({ gateway, body, read }) => {
  expect(webhooksOf[gateway].read(body, 'sales')).toMatchObject(read);
});
