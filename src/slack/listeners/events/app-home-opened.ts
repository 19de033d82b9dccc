import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import { papersPerPage } from '../../limits.ts';
import { homeView } from '../../messages/home-view.ts';

export interface HomeDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
}

/** Draws the Home tab when somebody opens it, so that it is never older than the library. */
export function createOpenHome({ paperboy: { ask, library }, command }: HomeDependencies) {
  return async ({ event, client }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    const newest = await ask.newest({ limit: papersPerPage });
    await client.views.publish({ user_id: event.user, view: homeView({ newest, librarySize: library.size, command }) });
  };
}
