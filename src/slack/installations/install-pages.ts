import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import type { Installation, InstallProvider } from '@slack/oauth';
import { escapeUTF8 as escaped } from 'entities';
import type { Logger } from 'pino';
import { troubleOf } from '../delivery/errors.ts';

const installPath = '/slack/install';
/** Where Slack sends the browser back to; CONTRIBUTING.md names it. */
const redirectPath = '/slack/oauth_redirect';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1d1c1d;background:#fff}' +
  'a.act{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a4d;color:#fff;text-decoration:none}' +
  '@media(prefers-color-scheme:dark){body{color:#d1d2d3;background:#1a1d21}a.act{background:#3d7196}}';

interface Page {
  readonly title: string;
  readonly text: string;
  readonly act: { readonly label: string; readonly url: string };
}

function pageOf({ title, text, act }: Page): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1>` +
    `<p>${escaped(text)}</p><p><a class="act" href="${escaped(act.url)}">${escaped(act.label)}</a></p></body></html>`
  );
}

/** Nothing of these pages is anybody else's business, and nobody puts them into a frame. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

function send(response: ServerResponse, status: number, page: Page): void {
  response.writeHead(status, headers).end(pageOf(page));
}

function installed({ team, enterprise, isEnterpriseInstall }: Installation): Page {
  const name = (isEnterpriseInstall ? enterprise?.name : team?.name) ?? 'your workspace';
  return {
    title: 'Paperboy is installed',
    text: `It is in ${name} now. In Slack, type /papers and a question, or invite @Paperboy to a channel.`,
    act: {
      label: 'Open Slack',
      url: team === undefined ? 'https://app.slack.com/' : `https://app.slack.com/client/${team.id}`,
    },
  };
}

const again = { label: 'Try again', url: installPath };

/** @param refusal what Slack says when whoever installs presses Cancel: https://docs.slack.dev/authentication/installing-with-oauth */
function failed(error: Error & { readonly code?: string }, refusal: string | null): { status: number; page: Page } {
  const page = (text: string): Page => ({ title: 'Paperboy was not installed', text, act: again });
  if (refusal === 'access_denied')
    return { status: 400, page: page('You pressed Cancel on Slack’s page. Nothing was changed.') };
  if (refusal !== null) return { status: 400, page: page(`Slack refused it (${refusal.slice(0, 60)}).`) };
  switch (error.code) {
    case 'slack_oauth_invalid_state':
    case 'slack_oauth_missing_state':
      return {
        status: 400,
        page: page('The page that you came from is older than ten minutes, or was opened in another browser.'),
      };
    case 'slack_oauth_missing_code':
      return { status: 400, page: page('Slack sent no code along. Begin here, not on Slack’s page.') };
    default: {
      const trouble = troubleOf(error);
      const why =
        trouble === undefined
          ? 'Paperboy could not keep what Slack gave it'
          : `Slack did not confirm it (${trouble.code})`;
      return {
        status: 500,
        page: page(`${why}. Try again in a minute; whoever runs Paperboy finds the reason in the log.`),
      };
    }
  }
}

/** The page that begins an installation, and the one that Slack sends the browser back to. */
export function createInstallRoutes({
  installer,
  scopes,
  redirectUrl,
  logger,
}: {
  readonly installer: InstallProvider;
  readonly scopes: readonly string[];
  readonly redirectUrl: string | undefined;
  readonly logger: Logger;
}): CustomRoute[] {
  const options = { scopes: [...scopes], ...(redirectUrl !== undefined && { redirectUri: redirectUrl }) };
  const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams => new URLSearchParams(url.split('?')[1] ?? '');
  return [
    {
      path: installPath,
      method: 'GET',
      handler: (request, response) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        return installer.handleInstallPath(request, response, undefined, options);
      },
    },
    {
      path: redirectPath,
      method: 'GET',
      handler: (request, response) =>
        installer.handleCallback(
          request,
          response,
          {
            success: (installation) => {
              logger.info({ team: installation.team?.id, organisation: installation.enterprise?.id }, 'Installed');
              send(response, 200, installed(installation));
            },
            failure: (error) => {
              const { status, page } = failed(error, queryOf(request).get('error'));
              logger.warn({ err: error, status }, 'Not installed');
              send(response, status, page);
            },
          },
          options,
        ),
    },
  ];
}

/** What the installer shows before it sends people to Slack. @param url Slack's page that asks */
export function installPage(url: string): string {
  return pageOf({
    title: 'Install Paperboy',
    text: 'Paperboy finds machine-learning papers in your own words and posts a daily digest to the channels that want one. Slack asks next what it may do.',
    act: { label: 'Add to Slack', url },
  });
}
