import { expect, test } from 'vitest';
import { isSlacksOwn } from '../../../src/slack/delivery/upload-file.ts';

const slack = 'https://slack.com/api/';

test.each([
  ['https://files.slack.com/upload/v1/CwABAA', slack, true],
  ['https://files.slack-gov.com/upload/v1/CwABAA', 'https://slack-gov.com/api/', true],
  ['http://127.0.0.1:3000/upload/F1', 'http://127.0.0.1:3000/api/', true],
  ['http://files.slack.com/upload/v1/CwABAA', slack, false],
  ['https://files.slack.com.example.org/upload', slack, false],
  ['https://slack.com@example.org/upload', slack, false],
  ['https://files.slack.com:8443/upload', slack, false],
  ['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:3000/api/', false],
  ['https://10.0.0.1/upload', 'https://10.9.0.1/api/', false],
  ['file:///etc/passwd', slack, false],
  ['', slack, false],
])('a file goes to Slack alone: %s, where its API is %s: %s', (to, api, expected) => {
  expect(isSlacksOwn(to, api)).toBe(expected);
});
