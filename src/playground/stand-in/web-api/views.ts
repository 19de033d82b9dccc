import { checkedView } from '../block-kit/view-rules.ts';
import type { Internals } from '../internals.ts';
import type { Views } from '../views.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal } from './refusal.ts';

export function createViewsMethods({ access, views, triggers }: Internals): Methods {
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
      parameters: { view_id: text, hash: optionalText, view: json },
      run({ view_id: viewId, hash, view }) {
        const wanted = views.find(({ id }) => id === viewId);
        if (!wanted) throw new Refusal('not_found');
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
