import { checkView, type ViewContent } from '../block-kit/view-rules.ts';
import type { Triggers } from '../triggers.ts';
import type { Views } from '../views.ts';
import type { Access } from './access.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal, refusalFor } from './refusal.ts';

export function createViewsMethods({
  access,
  views,
  triggers,
}: {
  access: Access;
  views: Views;
  triggers: Triggers;
}): Methods {
  /** A window for whoever a trigger stands for. */
  const showing = (show: Views['open']) =>
    method({
      parameters: { trigger_id: text, view: json },
      run({ trigger_id: triggerId, view }) {
        const content = checkedView(view, 'modal');
        const shown = show(triggers.check(triggerId), content);
        triggers.exchange(triggerId);
        return { view: shown };
      },
    });

  return {
    'views.open': showing(views.open),
    'views.push': showing(views.push),

    'views.update': method({
      parameters: { view_id: optionalText, external_id: optionalText, hash: optionalText, view: json },
      run({ view_id: viewId, external_id: externalId, hash, view }) {
        const wanted = views.find(({ id, external_id }) => (viewId ? id === viewId : external_id === externalId));
        if (!wanted || !(viewId ?? externalId)) throw new Refusal('not_found');
        return { view: views.update(wanted, checkedView(view, wanted.type), hash) };
      },
    }),

    'views.publish': method({
      parameters: { user_id: text, hash: optionalText, view: json },
      run({ user_id: userId, hash, view }) {
        access.person(userId);
        return { view: views.publish(userId, checkedView(view, 'home'), hash) };
      },
    }),
  };
}

/** @throws Refusal `invalid_arguments` with Slack's JSON pointers */
export function checkedView(given: unknown, type: 'modal' | 'home'): ViewContent {
  if (given === undefined) throw refusalFor('invalid_arguments', ['missing required field: view']);
  const view = checkView(given);
  if (!view.ok) throw refusalFor('invalid_arguments', view.problems);
  if (view.value.type !== type) {
    throw refusalFor('invalid_arguments', [`must be of type \`${type}\` [json-pointer:/view/type]`]);
  }
  return view.value;
}
