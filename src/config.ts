import { join } from 'node:path';
import { z } from 'zod';

/** Where the bot talks: to Slack over Socket Mode or HTTP, or, without any token, to the playground on this machine. */
export type SlackConnection =
  | { readonly mode: 'playground' }
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string };

export interface Config {
  readonly slack: SlackConnection;
  /** Base of Slack's Web API, with a slash at the end. */
  readonly slackApiUrl: string;
  readonly port: number;
  /** The slash command, with its slash. */
  readonly command: string;
  /** Digests or JSON Lines files loaded at start besides the shipped library. */
  readonly libraryFiles: readonly string[];
  /** Where what must outlive the process is kept. The playground keeps its own apart: its channels are none of Slack's. */
  readonly state: {
    /** `postgres://…`, shared by several processes; undefined: a file in `stateDir`. */
    readonly databaseUrl: string | undefined;
    readonly stateDir: string;
  };
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const logFormats = ['json', 'pretty'] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogFormat = (typeof logFormats)[number];

/** Everything that is wrong with the environment; each problem is a sentence that names the variable and the cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const secret = (prefix: string, where: string) =>
  z.string().startsWith(prefix, `must start with "${prefix}". Copy it from ${where}.`).optional();

const portRule = 'must be a whole number from 0 to 65535.';

// The order and the names are those of .env.example; test/documents.test.ts compares them.
const environment = z.object({
  SLACK_BOT_TOKEN: secret('xoxb-', 'your app at api.slack.com/apps > OAuth & Permissions'),
  SLACK_APP_TOKEN: secret('xapp-', 'your app at api.slack.com/apps > Basic Information > App-Level Tokens'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address, such as https://slack.com/api/.' })
    .default('https://slack.com/api/'),
  PORT: z.coerce.number(portRule).int(portRule).min(0, portRule).max(65_535, portRule).default(3000),
  COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and up to 31 lower-case letters, digits, - or _, such as /papers.')
    .default('/papers'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: 'must be the address of a PostgreSQL database, such as postgres://name:password@host:5432/paperboy.',
    })
    .optional(),
  STATE_DIR: z.string().default('./var'),
  LIBRARY_FILES: z.string().default(''),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}.`).default('info'),
  LOG_FORMAT: z.enum(logFormats, `must be one of ${logFormats.join(', ')}.`).optional(),
});

/** Names of all variables that are read, in the order of .env.example. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

type Given = Readonly<Record<string, string | undefined>>;

const setUpHint = 'The README says where to get it, under "Connect it to Slack".';

function missingTokens({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Given): string[] {
  const hasWayIn = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
  if (SLACK_BOT_TOKEN === undefined) return hasWayIn ? [`SLACK_BOT_TOKEN is missing. ${setUpHint}`] : [];
  return hasWayIn
    ? []
    : [`SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing. ${setUpHint}`];
}

function connectionOf(variables: z.infer<typeof environment>): SlackConnection {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = variables;
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken };
  if (botToken !== undefined && signingSecret !== undefined) return { mode: 'http', botToken, signingSecret };
  return { mode: 'playground' };
}

/**
 * Reads the configuration from environment variables; empty ones count as not set.
 *
 * @throws ConfigError with every problem at once
 */
export function readConfig(env: Given): Config {
  const given: Given = Object.fromEntries(variableNames.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = environment.safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])} ${message}`);
  const problems = [...wrong, ...missingTokens(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const slack = connectionOf(parsed.data);
  return {
    slack,
    slackApiUrl: parsed.data.SLACK_API_URL.replace(/\/?$/, '/'),
    port: parsed.data.PORT,
    command: parsed.data.COMMAND,
    libraryFiles: parsed.data.LIBRARY_FILES.split(',')
      .map((file) => file.trim())
      .filter((file) => file !== ''),
    state:
      slack.mode === 'playground'
        ? { databaseUrl: undefined, stateDir: join(parsed.data.STATE_DIR, 'playground') }
        : { databaseUrl: parsed.data.DATABASE_URL, stateDir: parsed.data.STATE_DIR },
    log: {
      level: parsed.data.LOG_LEVEL,
      format: parsed.data.LOG_FORMAT ?? (slack.mode === 'playground' ? 'pretty' : 'json'),
    },
  };
}
