import type { ReceiverEvent } from '@slack/bolt';
import { expect, test } from 'vitest';
import { answerInTurns } from '../../../src/slack/intake/turns.ts';

test('of deliveries that come at once all are acknowledged before a second one is answered, in their order', async () => {
  const done: string[] = [];
  const app = {
    async processEvent({ body, ack }: ReceiverEvent) {
      await ack();
      done.push(`answered ${body['event_id']}`);
    },
  };
  answerInTurns(app);
  const deliver = (id: string) =>
    app.processEvent({ body: { event_id: id }, ack: async () => void done.push(`acknowledged ${id}`) });

  const first = deliver('1');
  setImmediate(() => void deliver('2'));
  setImmediate(() => void deliver('3'));
  await first;
  await deliver('4');

  expect(done.filter((one) => one.startsWith('acknowledged'))).toHaveLength(4);
  expect(done.filter((one) => one.startsWith('answered'))).toEqual(['1', '2', '3', '4'].map((id) => `answered ${id}`));
  expect(done.indexOf('acknowledged 3')).toBeLessThan(done.indexOf('answered 2'));
});
