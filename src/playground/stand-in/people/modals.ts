import { z } from 'zod';
import { checkedView } from '../block-kit/view-rules.ts';
import { fillIn, refusedFields } from '../form-values.ts';
import type { Internals } from '../internals.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { View } from '../wire.ts';
import type { Person } from '../workspace.ts';
import type { ActOutcome, Actor } from './actor.ts';
import { interactionFrame, refusalIn } from './interaction.ts';

/** docs, modals: what an app may answer to a submission. */
const submissionAnswer = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
]);

/** As Slack's client shows it above a form whose app failed. */
const trouble = 'We had some trouble connecting. Try again?';

/** Filling in, submitting and closing modals. */
export function createModals(internals: Internals): (person: Person) => Pick<Actor, 'submit' | 'closeView'> {
  const { views, delivery, triggers, traffic } = internals;

  function openView(person: Person): View {
    const open = views.onScreen(person.id);
    if (!open) throw new Error(`${person.realName} has no modal open.`);
    return open.view;
  }

  function apply(person: Person, view: View, payload: unknown): ActOutcome {
    if (payload === undefined) {
      views.close(person.id);
      return { acknowledged: true };
    }
    if (!refusalIn(traffic, 'to the submission', () => answer(person, view, payload))) return { acknowledged: true };
    views.complain(person.id, { notice: trouble });
    return { acknowledged: false, shown: trouble };
  }

  function answer(person: Person, view: View, payload: unknown): void {
    const given = submissionAnswer.safeParse(payload);
    if (!given.success) throw new Refusal('invalid_response_action');
    switch (given.data.response_action) {
      case 'clear':
        views.clear(person.id);
        return;
      case 'errors': {
        const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id));
        const stray = Object.keys(given.data.errors).find((blockId) => !inputs.has(blockId));
        if (stray !== undefined) throw new Refusal('no_such_input_block', { block_id: stray });
        views.complain(person.id, { errors: given.data.errors });
        return;
      }
      case 'update':
        views.update(view, checkedView(given.data.view, 'modal'));
        return;
    }
  }

  return (person) => ({
    async submit(values = {}) {
      const view = openView(person);
      if (!view.submit) throw new Error('This modal has no submit button.');
      fillIn(view.blocks, values, (place, value) => views.setValue(view, place, value));
      const errors = refusedFields(view.blocks, view.state.values);
      views.complain(person.id, { errors });
      const [firstError] = Object.values(errors);
      if (firstError !== undefined) return { acknowledged: false, shown: firstError };

      const outcome = await delivery.request('interactive', {
        type: 'view_submission',
        ...interactionFrame(person),
        trigger_id: triggers.issue(person.id),
        view,
        response_urls: [],
      });
      if (outcome.kind === 'acknowledged') return apply(person, view, outcome.payload);
      views.complain(person.id, { notice: trouble });
      return { acknowledged: false, shown: trouble };
    },

    async closeView() {
      openView(person);
      views.close(person.id);
      return { acknowledged: true };
    },
  });
}
