import { join } from 'node:path';
import { z } from 'zod';

/** Where the bot talks: to Slack over Socket Mode or HTTP, or, without any token, to the playground on this machine. */
export type SlackConnection =
  | { readonly mode: 'playground' }
  | { readonly mode: 'socket'; readonly access: ConfiguredAccess; readonly appToken: string }
  | { readonly mode: 'http'; readonly access: ConfiguredAccess; readonly signingSecret: string };

/** The token of one workspace, or what lets workspaces install the app themselves. */
export type ConfiguredAccess =
  | { readonly botToken: string }
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly redirectUrl: string | undefined;
      /** Of 32 bytes, the newest first. */
      readonly encryptionKeys: readonly [Buffer, ...Buffer[]];
    };

export interface Config {
  readonly slack: SlackConnection;
  /** Base of Slack's Web API, with a slash at the end. */
  readonly slackApiUrl: string;
  readonly port: number;
  /** Where health checks and metrics listen in Socket Mode; in HTTP mode they are on Slack's port. */
  readonly metricsHost: string;
  /** The slash command, with its slash. */
  readonly command: string;
  /** Whether workspaces that take cards are shown them. */
  readonly showsCards: boolean;
  /** Papers under links come with Slack's Work Objects. */
  readonly showsWorkObjects: boolean;
  /** Slack id of whoever runs the bot. */
  readonly operator: string | undefined;
  /** Digests or JSON Lines files loaded at start besides the shipped library. */
  readonly libraryFiles: readonly string[];
  /** Where what must outlive the process is kept. The playground keeps its own apart: its channels are none of Slack's. */
  readonly state: {
    /** `postgres://…`, shared by several processes; undefined: a file in `stateDir`. */
    readonly databaseUrl: string | undefined;
    readonly stateDir: string;
  };
  /** Where new papers come from. The playground reads none unless SOURCES names one: nothing leaves the machine. */
  readonly sources: {
    readonly names: readonly SourceName[];
    /** SOURCES says `none`: papers are not looked up either where a person asks for that at the command line. */
    readonly areForbidden: boolean;
    /** With a slash at the end. */
    readonly huggingFace: { readonly url: string; readonly token: string | undefined };
    /** `url` with a slash at the end; undefined: arXiv's own addresses. */
    readonly arxiv: { readonly url: string | undefined; readonly categories: readonly string[] };
  };
  /** A model that writes two sentences a paper; undefined: none does. */
  readonly summaries:
    | {
        /** With a slash at the end. */
        readonly url: string;
        readonly model: string;
        readonly key: string | undefined;
        readonly perDay: number;
      }
    | undefined;
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const logFormats = ['json', 'pretty'] as const;
const sourceNames = ['hugging-face', 'arxiv'] as const;
export type SourceName = (typeof sourceNames)[number];
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

const webAddress = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be a web address, such as ${example}.` });

function withSlash(url: string): string {
  return url.replace(/\/?$/, '/');
}

/** The parts of "a, b"; none of "". */
function listIn(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const sourcesRule = `must be none, or one or more of ${sourceNames.join(', ')}, separated by commas.`;
const categoryForm = /^[a-z-]+(?:\.[A-Za-z-]+)?$/;

const keyRule =
  'must be 32 random bytes in base64, such as "openssl rand -base64 32" prints; earlier ones may follow, separated by commas.';

/** AES-256 takes keys of 32 bytes. */
function keysIn(text: string, context: z.RefinementCtx): [Buffer, ...Buffer[]] {
  const [newest, ...earlier] = listIn(text).map((key) => Buffer.from(key, 'base64'));
  if (newest?.length === 32 && earlier.every(({ length }) => length === 32)) return [newest, ...earlier];
  context.addIssue({ code: 'custom', message: keyRule });
  return z.NEVER;
}

const budgetRule = 'must be a whole number from 1 to 100000.';
const portRule = 'must be a whole number from 0 to 65535.';

// The order and the names are those of .env.example; test/documents.test.ts compares them.
const environment = z.object({
  SLACK_BOT_TOKEN: secret('xoxb-', 'your app at api.slack.com/apps > OAuth & Permissions'),
  SLACK_APP_TOKEN: secret('xapp-', 'your app at api.slack.com/apps > Basic Information > App-Level Tokens'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, such as those of "openssl rand -hex 32".')
    .optional(),
  SLACK_REDIRECT_URL: webAddress('https://your.host/slack/oauth_redirect').optional(),
  TOKEN_ENCRYPTION_KEY: z.string().transform(keysIn).optional(),
  SLACK_API_URL: webAddress('https://slack.com/api/').default('https://slack.com/api/'),
  PORT: z.coerce.number(portRule).int(portRule).min(0, portRule).max(65_535, portRule).default(3000),
  METRICS_HOST: z
    .union([z.ipv4(), z.ipv6()], 'must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.')
    .default('127.0.0.1'),
  COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and up to 31 lower-case letters, digits, - or _, such as /papers.')
    .default('/papers'),
  CARDS: z.enum(['on', 'off'], 'must be on or off.').default('on'),
  WORK_OBJECTS: z.enum(['on', 'off'], 'must be on or off.').default('off'),
  OPERATOR: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,}$/, 'must be a Slack member id, such as U0123ABCDEF: your profile > ⋮ > Copy member ID.')
    .optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: 'must be the address of a PostgreSQL database, such as postgres://name:password@host:5432/paperboy.',
    })
    .optional(),
  STATE_DIR: z.string().default('./var'),
  LIBRARY_FILES: z.string().default(''),
  SOURCES: z
    .string()
    .refine((text) => listIn(text).length > 0, sourcesRule)
    .transform((text) => (text === 'none' ? [] : [...new Set(listIn(text))]))
    .pipe(z.array(z.enum(sourceNames, sourcesRule)))
    .optional(),
  HUGGING_FACE_URL: webAddress('https://huggingface.co/').default('https://huggingface.co/'),
  HUGGING_FACE_TOKEN: secret('hf_', 'huggingface.co/settings/tokens'),
  ARXIV_URL: webAddress('https://export.arxiv.org/').optional(),
  ARXIV_CATEGORIES: z
    .string()
    .default('cs.AI,cs.CL,cs.CV,cs.LG')
    .transform(listIn)
    .pipe(
      z
        .array(z.string().regex(categoryForm, 'must be arXiv categories, such as cs.CL,cs.LG.'))
        .min(1, 'must name a category, such as cs.CL.'),
    ),
  SUMMARY_URL: webAddress('http://127.0.0.1:11434/v1/').optional(),
  SUMMARY_MODEL: z.string().optional(),
  SUMMARY_KEY: z.string().optional(),
  SUMMARY_PER_DAY: z.coerce.number(budgetRule).int(budgetRule).min(1, budgetRule).max(100_000, budgetRule).default(200),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}.`).default('info'),
  LOG_FORMAT: z.enum(logFormats, `must be one of ${logFormats.join(', ')}.`).optional(),
});

/** Names of all variables that are read, in the order of .env.example. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

type Given = Readonly<Record<string, string | undefined>>;

const manyHint = 'CONTRIBUTING.md says where to get it, under "Many workspaces".';
const setUpHint = 'The README says where to get it, under "Connect it to Slack".';

/** What many workspaces need beside the client's id and a way in. */
const oauthNames = ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_ENCRYPTION_KEY'] as const;

function missingTokens(given: Given): string[] {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET } = given;
  const hasWayIn = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
  const isForMany = given['SLACK_CLIENT_ID'] !== undefined;
  const oauth = isForMany ? oauthNames.filter((name) => given[name] === undefined) : [];
  const both = 'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many that install the app: leave one empty.';
  const noToken = !isForMany && botToken === undefined && hasWayIn;
  const noWayIn = (isForMany || botToken !== undefined) && !hasWayIn;
  return [
    ...(isForMany && botToken !== undefined ? [both] : []),
    ...oauth.map((name) => `${name} is missing: SLACK_CLIENT_ID needs it. ${manyHint}`),
    ...(noToken ? [`SLACK_BOT_TOKEN is missing. ${setUpHint}`] : []),
    ...(noWayIn
      ? [`SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing. ${setUpHint}`]
      : []),
  ];
}

function missingModel({ SUMMARY_URL, SUMMARY_MODEL }: Given): string[] {
  if ((SUMMARY_URL === undefined) === (SUMMARY_MODEL === undefined)) return [];
  return SUMMARY_URL === undefined
    ? ['SUMMARY_URL is missing: where SUMMARY_MODEL is asked, such as http://127.0.0.1:11434/v1/.']
    : ['SUMMARY_MODEL is missing: the name of the model at SUMMARY_URL, such as llama3.2.'];
}

function summariesOf(variables: z.infer<typeof environment>): Config['summaries'] {
  const { SUMMARY_URL: url, SUMMARY_MODEL: model, SUMMARY_KEY: key, SUMMARY_PER_DAY: perDay } = variables;
  return url === undefined || model === undefined ? undefined : { url: withSlash(url), model, key, perDay };
}

function accessOf(variables: z.infer<typeof environment>): ConfiguredAccess | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = variables;
  const { SLACK_STATE_SECRET: stateSecret, TOKEN_ENCRYPTION_KEY: encryptionKeys } = variables;
  if (botToken !== undefined) return { botToken };
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) return undefined;
  const { SLACK_REDIRECT_URL: redirectUrl } = variables;
  return encryptionKeys && { clientId, clientSecret, stateSecret, redirectUrl, encryptionKeys };
}

function connectionOf(variables: z.infer<typeof environment>): SlackConnection {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = variables;
  const access = accessOf(variables);
  if (access !== undefined && appToken !== undefined) return { mode: 'socket', access, appToken };
  if (access !== undefined && signingSecret !== undefined) return { mode: 'http', access, signingSecret };
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
  const problems = [...wrong, ...missingTokens(given), ...missingModel(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const slack = connectionOf(parsed.data);
  return {
    slack,
    slackApiUrl: withSlash(parsed.data.SLACK_API_URL),
    port: parsed.data.PORT,
    metricsHost: parsed.data.METRICS_HOST,
    command: parsed.data.COMMAND,
    showsCards: parsed.data.CARDS === 'on',
    showsWorkObjects: parsed.data.WORK_OBJECTS === 'on',
    operator: parsed.data.OPERATOR,
    libraryFiles: listIn(parsed.data.LIBRARY_FILES),
    state:
      slack.mode === 'playground'
        ? { databaseUrl: undefined, stateDir: join(parsed.data.STATE_DIR, 'playground') }
        : { databaseUrl: parsed.data.DATABASE_URL, stateDir: parsed.data.STATE_DIR },
    sources: {
      names: parsed.data.SOURCES ?? (slack.mode === 'playground' ? [] : ['hugging-face']),
      areForbidden: parsed.data.SOURCES?.length === 0,
      huggingFace: { url: withSlash(parsed.data.HUGGING_FACE_URL), token: parsed.data.HUGGING_FACE_TOKEN },
      arxiv: {
        url: parsed.data.ARXIV_URL === undefined ? undefined : withSlash(parsed.data.ARXIV_URL),
        categories: parsed.data.ARXIV_CATEGORIES,
      },
    },
    summaries: summariesOf(parsed.data),
    log: {
      level: parsed.data.LOG_LEVEL,
      format: parsed.data.LOG_FORMAT ?? (slack.mode === 'playground' ? 'pretty' : 'json'),
    },
  };
}
