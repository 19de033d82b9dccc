import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { paperOfLink } from '../../../papers/paper-link.ts';
import { createRefusalLog } from '../../delivery/refusal-log.ts';
import type { Dependencies } from '../../dependencies.ts';
import { paperWorkObject } from '../../messages/work-object.ts';

const notHeld = {
  status: 'custom',
  custom_title: 'Paper not found',
  custom_message: 'Paperboy does not hold this paper any more. Share its link again, and it is looked up.',
};

type OpenedArgs = SlackEventMiddlewareArgs<'entity_details_requested'> & AllMiddlewareArgs;

/** Fills what Slack opens beside the conversation when somebody presses a paper's Work Object. */
export function createOpenWorkObject({ paperboy, logger }: Dependencies) {
  const logRefusal = createRefusalLog(logger);
  return async ({ event, client }: OpenedArgs): Promise<void> => {
    const { external_ref: ref, link, trigger_id } = event;
    const id = ref?.id ?? paperOfLink(link.url);
    const paper = id === undefined ? undefined : await paperboy.ask.paper(id);
    const shown = paper === undefined ? { error: notHeld } : { metadata: paperWorkObject(paper) };
    try {
      await client.entity.presentDetails({ trigger_id, ...shown });
    } catch (error) {
      // Slack itself tells whoever pressed that nothing came.
      logRefusal(error, 'A paper is not shown beside the conversation', { paper: id });
    }
  };
}
