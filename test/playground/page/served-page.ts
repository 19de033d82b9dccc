import { createPlaygroundPage, type PlaygroundPageOptions } from '../../../src/playground/page/page-routes.ts';
import type { AppOptions } from '../../../src/playground/stand-in/app-options.ts';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { anAppWith, aStandIn } from '../stand-in/support.ts';

/** A stand-in that serves the playground's page, until the test is over. */
export async function aServedPage(
  app: Partial<AppOptions> = {},
  { suggestions = [], jobs = [] }: Partial<PlaygroundPageOptions> = {},
): Promise<SlackStandIn> {
  const playground = createPlaygroundPage({ suggestions, jobs });
  const slack = await aStandIn({ app: anAppWith(app), page: playground.handle });
  playground.attach(slack);
  return slack;
}
