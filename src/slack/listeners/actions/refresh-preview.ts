import { troubleOf } from '../../delivery/errors.ts';
import { subscriptionView } from '../../messages/subscription-view.ts';
import { callerOf } from '../../reach.ts';
import { previewOf } from '../../requests/previews.ts';
import { readForm } from '../views/digest-form.ts';
import type { OnPress } from './press.ts';

/** Each change in the window draws its preview anew. */
export const refreshPreview: OnPress = async (press, dependencies) => {
  const { client, body } = press;
  const { reach } = dependencies;
  if (body.view === undefined) return;
  const caller = callerOf(press);
  const metadata = body.view.private_metadata;
  const state = reach.unseal(metadata, caller);
  // Saving tells; a word for every key would be a flood.
  if (state === undefined) return;
  // Of one that was removed meanwhile the preview says what a new one would hold; saving tells.
  const known = await reach.subscription({ ...caller, channel: state.channel }, state.id);
  const form = readForm(body.view, state, dependencies.now());
  const view = subscriptionView(form, await previewOf(dependencies, { ...form, id: known?.id }, caller), metadata);
  try {
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
  } catch (error) {
    // The person typed on, and a newer preview follows; or closed the window.
    if (troubleOf(error)?.means !== 'settled') throw error;
  }
};
