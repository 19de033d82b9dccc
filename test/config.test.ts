import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const [botToken, appToken] = ['xoxb-1', 'xapp-1'];

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('an empty environment starts the playground on port 3000, with readable logs', () => {
  expect(readConfig({})).toEqual({
    slack: { mode: 'playground' },
    slackApiUrl: 'https://slack.com/api/',
    port: 3000,
    showsCards: true,
    showsWorkObjects: false,
    metricsHost: '127.0.0.1',
    command: '/papers',
    libraryFiles: [],
    state: { databaseUrl: undefined, stateDir: 'var/playground' },
    sources: {
      areForbidden: false,
      names: [],
      huggingFace: { url: 'https://huggingface.co/', token: undefined },
      arxiv: { url: undefined, categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'] },
    },
    log: { level: 'info', format: 'pretty' },
  });
});

test('an empty value counts as not set, as in a copied .env.example', () => {
  const empty = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ', SLACK_SIGNING_SECRET: '', PORT: '', LOG_LEVEL: '\t' };

  expect(readConfig(empty)).toEqual(readConfig({}));
});

describe('the tokens tell how the bot connects', () => {
  test.each([
    [
      { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken },
      { mode: 'socket', access: { botToken }, appToken },
    ],
    [
      { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: 'secret' },
      { mode: 'http', access: { botToken }, signingSecret: 'secret' },
    ],
    [
      { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: 'secret' },
      { mode: 'socket', access: { botToken }, appToken },
    ],
    [
      { SLACK_BOT_TOKEN: ` ${botToken}\n`, SLACK_APP_TOKEN: appToken },
      { mode: 'socket', access: { botToken }, appToken },
    ],
  ])('%j', (env, slack) => {
    expect(readConfig(env).slack).toEqual(slack);
  });

  test('logs of a service are JSON unless told otherwise', () => {
    const env = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };

    expect(readConfig(env).log.format).toBe('json');
    expect(readConfig({ ...env, LOG_FORMAT: 'pretty' }).log.format).toBe('pretty');
  });
});

describe('half the tokens are a mistake, and the message says which half is missing', () => {
  const hint = 'is missing. The README says where to get it, under "Connect it to Slack".';
  const wayIn = `SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) ${hint}`;

  test.each([
    [{ SLACK_BOT_TOKEN: botToken }, [wayIn]],
    [{ SLACK_APP_TOKEN: appToken }, [`SLACK_BOT_TOKEN ${hint}`]],
    [{ SLACK_SIGNING_SECRET: 'secret' }, [`SLACK_BOT_TOKEN ${hint}`]],
  ])('%j', (env, problems) => {
    expect(problemsOf(env)).toEqual(problems);
  });
});

describe('a wrong value is told with its cure', () => {
  const port = 'PORT must be a whole number from 0 to 65535.';

  test.each([
    [{ PORT: 'many' }, port],
    [{ PORT: '65536' }, port],
    [{ PORT: '-1' }, port],
    [{ PORT: '80.5' }, port],
    [
      { METRICS_HOST: 'everybody' },
      'METRICS_HOST must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.',
    ],
    [
      { COMMAND: 'papers' },
      'COMMAND must be a slash and up to 31 lower-case letters, digits, - or _, such as /papers.',
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
    [{ LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be one of json, pretty.'],
    [{ SLACK_API_URL: 'slack.com' }, 'SLACK_API_URL must be a web address, such as https://slack.com/api/.'],
    [{ SLACK_API_URL: 'ftp://slack.com' }, 'SLACK_API_URL must be a web address, such as https://slack.com/api/.'],
    [
      { SLACK_STATE_SECRET: 'short' },
      'SLACK_STATE_SECRET must have at least 32 characters, such as those of "openssl rand -hex 32".',
    ],
    [
      { TOKEN_ENCRYPTION_KEY: 'c2hvcnQ=' },
      'TOKEN_ENCRYPTION_KEY must be 32 random bytes in base64, such as "openssl rand -base64 32" prints; earlier ones may follow, separated by commas.',
    ],
    [
      { SUMMARY_URL: 'http://127.0.0.1:11434/v1' },
      'SUMMARY_MODEL is missing: the name of the model at SUMMARY_URL, such as llama3.2.',
    ],
    [
      { SUMMARY_MODEL: 'llama3.2' },
      'SUMMARY_URL is missing: where SUMMARY_MODEL is asked, such as http://127.0.0.1:11434/v1/.',
    ],
    [{ SUMMARY_PER_DAY: '0' }, 'SUMMARY_PER_DAY must be a whole number from 1 to 100000.'],
    [{ SOURCES: ',' }, 'SOURCES must be none, or one or more of hugging-face, arxiv, separated by commas.'],
    [{ SOURCES: 'arxiv, reddit' }, 'SOURCES must be none, or one or more of hugging-face, arxiv, separated by commas.'],
    [{ HUGGING_FACE_URL: 'mirror' }, 'HUGGING_FACE_URL must be a web address, such as https://huggingface.co/.'],
    [
      { HUGGING_FACE_TOKEN: 'abc' },
      'HUGGING_FACE_TOKEN must start with "hf_". Copy it from huggingface.co/settings/tokens.',
    ],
    [{ ARXIV_CATEGORIES: 'cs.CL machine learning' }, 'ARXIV_CATEGORIES must be arXiv categories, such as cs.CL,cs.LG.'],
    [{ ARXIV_CATEGORIES: ',' }, 'ARXIV_CATEGORIES must name a category, such as cs.CL.'],
    [
      { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: appToken },
      'SLACK_BOT_TOKEN must start with "xoxb-". Copy it from your app at api.slack.com/apps > OAuth & Permissions.',
    ],
  ])('%j', (env, problem) => {
    expect(problemsOf(env)).toEqual([problem]);
  });

  test('many workspaces need all of their variables and a way in, and no token of one', () => {
    const problems = problemsOf({ SLACK_CLIENT_ID: '1.2', SLACK_BOT_TOKEN: botToken });

    expect(problems.map((problem) => problem.split('. ')[0])).toEqual([
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many that install the app: leave one empty.',
      'SLACK_CLIENT_SECRET is missing: SLACK_CLIENT_ID needs it',
      'SLACK_STATE_SECRET is missing: SLACK_CLIENT_ID needs it',
      'TOKEN_ENCRYPTION_KEY is missing: SLACK_CLIENT_ID needs it',
      'SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing',
    ]);
  });

  test('many workspaces are known by the app’s client, and the keys that seal their tokens', () => {
    const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const { slack } = readConfig({
      ...{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_STATE_SECRET: 'x'.repeat(32) },
      ...{ SLACK_SIGNING_SECRET: 'secret', TOKEN_ENCRYPTION_KEY: keys.map((key) => key.toString('base64')).join(', ') },
    });

    expect(slack).toMatchObject({ mode: 'http', access: { clientId: '1.2', encryptionKeys: keys } });
  });

  test('and every problem at once, missing tokens too', () => {
    const problems = problemsOf({ SLACK_BOT_TOKEN: 'oops', PORT: 'many', LOG_LEVEL: 'loud' });

    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'PORT',
      'LOG_LEVEL',
      'SLACK_APP_TOKEN',
    ]);
  });

  test('and never with the secret itself', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'hunter2' }).join()).not.toContain('hunter2');
  });
});

test.each(['https://slack-gov.com/api', 'https://slack-gov.com/api/'])('%s gets its slash', (url) => {
  expect(readConfig({ SLACK_API_URL: url }).slackApiUrl).toBe('https://slack-gov.com/api/');
});

test('library files are parted by commas', () => {
  expect(readConfig({ LIBRARY_FILES: 'a.txt, b.jsonl,,' }).libraryFiles).toEqual(['a.txt', 'b.jsonl']);
});

describe('papers come', () => {
  const slack = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };

  test.each([
    ['with Slack, from Hugging Face', slack, ['hugging-face']],
    ['in the playground, from nowhere: nothing leaves the machine', {}, []],
    ['in the playground, from where somebody says', { SOURCES: 'hugging-face' }, ['hugging-face']],
    ['from both', { ...slack, SOURCES: 'hugging-face, arxiv' }, ['hugging-face', 'arxiv']],
    ['from none', { ...slack, SOURCES: 'none' }, []],
  ])('%s', (_, env, names) => {
    expect(readConfig(env).sources.names).toEqual(names);
  });
});
