import type { Block } from '../block-kit/blocks.ts';
import type { InteractiveElement } from '../block-kit/elements.ts';
import { interactiveElements, type PlacedElement } from '../block-kit/interactive-elements.ts';
import { chosenValue, fillIn, formValues, optionOf } from '../form-values.ts';
import type { Internals } from '../internals.ts';
import { maxRememberedIds } from '../limits.ts';
import { onWire } from '../messages.ts';
import { remember } from '../remember.ts';
import type { FormValue, FormValues, Unfurl } from '../wire.ts';
import { type Person, slackbotId } from '../workspace.ts';
import type { ActionRef, ActOutcome, Actor, SurfaceRef } from './actor.ts';
import { actOutcome, channelName, interactionFrame, notResponding } from './interaction.ts';

/** Something with blocks that a person is looking at. */
interface Surface {
  blocks: Block[];
  keep(place: { blockId: string; actionId: string }, value: FormValue): void;
  /** The part of a block_actions payload that says where it happened. */
  payload(block: Block): Record<string, unknown>;
}

interface Place {
  surface: Surface;
  block: Block;
}

/** docs, unfurling links: a press in one brings no message, only what the app put there. */
function inUnfurl({ id, app_unfurl_url: url }: Unfurl) {
  return { type: 'message_attachment', attachment_id: id, is_app_unfurl: true, app_unfurl_url: url };
}

/** Buttons, menus and pickers. */
export function createPressing(
  internals: Internals,
): (person: Person) => Pick<Actor, 'click' | 'select' | 'overflow' | 'fillIn'> {
  const { places, slackbot, views, delivery, responseUrls, triggers, ids } = internals;
  /** What people chose in messages: Slack sends it along with the next press in the same message. */
  const chosen = new Map<string, FormValues>();

  function surfaceOf(person: Person, ref: SurfaceRef): Surface {
    if (typeof ref === 'object') return messageSurface(person, ref);
    const view = ref === 'home' ? views.home(person.id) : views.onScreen(person.id)?.view;
    if (!view) throw new Error(`${person.realName} has no ${ref} open.`);
    return {
      blocks: view.blocks,
      keep: (place, value) => views.setValue(view, place, value),
      payload: () => ({ container: { type: 'view', view_id: view.id }, view }),
    };
  }

  function messageSurface(person: Person, ref: { channel: string; ts: string }): Surface {
    const message = places.messageOf(person, ref);
    const channel = places.channelOf(person, ref.channel);
    const { ts, ephemeralFor, thread_ts: threadTs, attachments = [] } = message;
    const blocks = [...(message.blocks ?? []), ...attachments.flatMap((unfurl) => unfurl.blocks)];
    const key = `${channel.id} ${ts} ${person.id}`;
    return {
      blocks,
      keep({ blockId, actionId }, value) {
        const values = chosen.get(key) ?? {};
        const changed = { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
        remember(chosen, key, changed, maxRememberedIds);
      },
      payload: (block) => {
        const unfurl = attachments.find((one) => one.blocks.includes(block));
        const original = { channel: channel.id, ts };
        return {
          container: {
            type: 'message',
            message_ts: ts,
            channel_id: channel.id,
            is_ephemeral: ephemeralFor !== undefined,
            ...(threadTs && { thread_ts: threadTs }),
            ...(unfurl && inUnfurl(unfurl)),
          },
          channel: { id: channel.id, name: channelName(channel) },
          ...(unfurl && { app_unfurl: unfurl }),
          ...(!ephemeralFor && !unfurl && { message: onWire(message, 'metadata') }),
          state: { values: formValues(unfurl?.blocks ?? blocks, chosen.get(key)) },
          response_url: responseUrls.issue({ channel: channel.id, userId: person.id, ...(!unfurl && { original }) }),
        };
      },
    };
  }

  async function send(person: Person, { surface, block }: Place, action: Record<string, unknown>): Promise<ActOutcome> {
    const payload = {
      type: 'block_actions',
      ...interactionFrame(person),
      ...surface.payload(block),
      trigger_id: triggers.issue(person.id),
      actions: [{ ...action, action_ts: ids.timeTs() }],
    };
    return actOutcome([await delivery.request('interactive', payload)], notResponding);
  }

  return (person) => ({
    async click(ref, wanted, index) {
      const message = typeof ref === 'object' ? places.messageOf(person, ref) : undefined;
      if (message?.user === slackbotId) {
        return slackbot.press(person, message, typeof wanted === 'string' ? wanted : wanted.actionId);
      }
      const surface = surfaceOf(person, ref);
      const { block, element } = found(surface.blocks, wanted, index);
      if (element.type !== 'button') throw unfit(element, 'clicked');
      const { confirm: _, ...button } = element;
      return send(person, { surface, block }, { ...button, block_id: block.block_id });
    },

    fillIn(ref, values) {
      const { blocks, keep } = surfaceOf(person, ref);
      fillIn(blocks, values, keep);
    },

    async overflow(ref, wanted, value, index) {
      const surface = surfaceOf(person, ref);
      const { block, element } = found(surface.blocks, wanted, index);
      if (element.type !== 'overflow') throw unfit(element, 'opened as an overflow menu');
      const { action_id: actionId } = element;
      const selected = { selected_option: optionOf(element, value) };
      const named = { type: element.type, action_id: actionId, block_id: block.block_id };
      return send(person, { surface, block }, { ...named, ...selected });
    },

    async select(ref, wanted, value, index) {
      const surface = surfaceOf(person, ref);
      const { block, element } = found(surface.blocks, wanted, index);
      const place = { blockId: block.block_id ?? '', actionId: element.action_id ?? '' };
      const named = { action_id: place.actionId, block_id: place.blockId };
      const formValue = chosenValue(element, value);
      surface.keep(place, formValue);
      if (block.type === 'input' && !block.dispatch_action) return { acknowledged: true };
      return send(person, { surface, block }, { ...formValue, ...named });
    },
  });
}

/** @throws when there is none, with what there is */
function found(blocks: Block[], wanted: ActionRef, index = 0): PlacedElement {
  const elements = interactiveElements(blocks);
  const { actionId, blockId } = typeof wanted === 'string' ? { actionId: wanted, blockId: undefined } : wanted;
  const fitting = elements.filter(
    ({ block, element }) => element.action_id === actionId && (!blockId || block.block_id === blockId),
  );
  const placed = fitting[index];
  if (placed) return placed;
  const offered = elements.map(({ block, element }) => `${element.action_id} in ${block.block_id}`).join(', ');
  throw new Error(`No element ${index} with action_id "${actionId}" here. There are: ${offered || 'none'}`);
}

function unfit(element: InteractiveElement, verb: string): Error {
  return new Error(`${element.action_id} is a ${element.type} and cannot be ${verb}.`);
}
