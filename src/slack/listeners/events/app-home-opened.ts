import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Dependencies } from '../../dependencies.ts';

/** Draws the Home tab when somebody opens it, so that it is never older than what it shows. */
export function createOpenHome({ home }: Dependencies) {
  return async ({
    event,
    body,
    client,
  }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    await home.publish(client, { team: body.team_id, person: event.user });
  };
}
