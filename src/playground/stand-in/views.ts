import { withIds } from './block-kit/interactive-elements.ts';
import type { ViewContent } from './block-kit/view-rules.ts';
import type { Changes } from './changes.ts';
import { formValues } from './form-values.ts';
import type { Ids } from './ids.ts';
import { maxPushedViews } from './limits.ts';
import { Refusal } from './web-api/refusal.ts';
import type { FormValue, View } from './wire.ts';
import { appId, botId, teamId } from './workspace.ts';

/** A modal on somebody's screen. */
export interface OpenView {
  view: View;
  /** Below each field, by block_id. */
  errors: Record<string, string>;
  /** Above the form, when the app failed. */
  notice?: string;
}

export function createViews({ ids, changes }: { ids: Ids; changes: Changes }) {
  /** Those of a person, the topmost last. */
  const modals = new Map<string, OpenView[]>();
  const homes = new Map<string, View>();

  function find(match: (view: View) => boolean): View | undefined {
    return [...[...modals.values()].flat().map(({ view }) => view), ...homes.values()].find(match);
  }

  const topmost = (userId: string): OpenView | undefined => modals.get(userId)?.at(-1);

  function newView(content: ViewContent, below?: View): View {
    const id = ids.view();
    return {
      id,
      ...contentFields(content),
      team_id: teamId,
      root_view_id: below?.root_view_id ?? id,
      previous_view_id: below?.id ?? null,
      app_id: appId,
      app_installed_team_id: teamId,
      bot_id: botId,
    };
  }

  function contentFields(content: ViewContent, before?: View) {
    const blocks = withIds({ ids, blocks: content.blocks });
    const frame = { title: null, submit: null, close: null };
    const state = { values: formValues(blocks, before?.state.values) };
    return { ...frame, ...content, blocks, state, hash: ids.viewHash() };
  }

  function update(view: View, content: ViewContent, hash?: string): View {
    if (hash && hash !== view.hash) throw new Refusal('hash_conflict');
    Object.assign(view, contentFields(content, view));
    for (const open of [...modals.values()].flat()) if (open.view === view) open.errors = {};
    changes.changed();
    return view;
  }

  return {
    /** The modal on this person's screen: the topmost. */
    onScreen: topmost,
    find,
    /** @throws Refusal `hash_conflict` when `hash` is not the view's newest */
    update,
    home: (userId: string) => homes.get(userId),
    open(userId: string, content: ViewContent) {
      const view = newView(content);
      modals.set(userId, [{ view, errors: {} }]);
      changes.changed();
      return view;
    },
    /** On top of the one that is open. @throws Refusal where none is open, or too many are */
    push(userId: string, content: ViewContent) {
      const stack = modals.get(userId) ?? [];
      const below = stack.at(-1);
      if (below === undefined) throw new Refusal('invalid_trigger_id');
      if (stack.length > maxPushedViews) throw new Refusal('push_limit_reached');
      const view = newView(content, below.view);
      modals.set(userId, [...stack, { view, errors: {} }]);
      changes.changed();
      return view;
    },
    publish(userId: string, content: ViewContent, hash?: string) {
      const before = homes.get(userId);
      if (before) return update(before, content, hash);
      const view = newView(content);
      homes.set(userId, view);
      changes.changed();
      return view;
    },
    setValue(view: View, { blockId, actionId }: { blockId: string; actionId: string }, value: FormValue) {
      view.state.values[blockId] = { ...view.state.values[blockId], [actionId]: value };
      changes.changed();
    },
    complain(userId: string, complaint: { errors?: Record<string, string>; notice?: string }) {
      const open = topmost(userId);
      if (open) Object.assign(open, { errors: {}, ...complaint });
      changes.changed();
    },
    /** The topmost, so that the one below shows again. */
    close(userId: string) {
      const left = modals.get(userId)?.slice(0, -1) ?? [];
      if (left.length > 0) modals.set(userId, left);
      else modals.delete(userId);
      changes.changed();
    },
    clear(userId: string) {
      modals.delete(userId);
      changes.changed();
    },
  };
}

/** The modal and the Home tab of each person. */
export type Views = ReturnType<typeof createViews>;
