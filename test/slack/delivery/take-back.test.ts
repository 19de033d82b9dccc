import { LogLevel, WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Fault } from '../../../src/playground/stand-in/faults.ts';
import { takeBack } from '../../../src/slack/delivery/take-back.ts';
import { openSlackWorkspace } from '../../support/slack-workspace.ts';

const times = { on: 'chat.delete', times: 2 } as const;

test.each<[string, Fault | undefined, stands: boolean, errors: number]>([
  ['is taken', undefined, false, 0],
  ['meets errors of Slack', { ...times, kind: '500' }, false, 0],
  ['is lost on the way', { ...times, kind: 'drop' }, false, 0],
  ['comes too soon', { ...times, kind: '429', retryAfterSeconds: 1 }, false, 0],
  ['is carried out without an answer', { on: 'chat.delete', kind: '500', after: true }, false, 1],
  ['is refused', { ...times, kind: 'refused', error: 'cant_delete_message' }, true, 1],
  ['meets errors of Slack for good', { ...times, kind: '500', times: 100 }, true, 1],
])('where the request %s a copy goes if it can, else the log tells', async (_, fault, stands, errors) => {
  const { slack } = await openSlackWorkspace();
  const client = new WebClient(slack.botToken, {
    ...{ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logLevel: LogLevel.ERROR,
  });
  const { ts = '' } = await client.chat.postMessage({ channel: 'C00GENERAL', text: 'Twice.' });
  const logs: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line) => void logs.push(line) });
  if (fault !== undefined) slack.faults.inject(fault);

  const message = { team: slack.teamId, channel: 'C00GENERAL', ts };
  await takeBack(async () => client, message, { logger, sleep: async () => undefined });

  expect(slack.workspace.messages('C00GENERAL').some((one) => one.ts === ts)).toBe(stands);
  expect(logs).toHaveLength(errors);
});
