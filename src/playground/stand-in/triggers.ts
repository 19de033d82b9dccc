import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { maxRememberedIds, triggerLifeMs } from './limits.ts';
import { remember } from './remember.ts';
import { Refusal } from './web-api/refusal.ts';

export function createTriggers({ clock, ids }: { clock: Clock; ids: Ids }) {
  const triggers = new Map<string, { userId: string; issuedAt: number; isExchanged: boolean }>();

  return {
    issue(userId: string) {
      const triggerId = `${clock.now()}.${triggers.size}.${ids.secret()}`;
      remember(triggers, triggerId, { userId, issuedAt: clock.now(), isExchanged: false }, maxRememberedIds);
      return triggerId;
    },
    /**
     * The person this trigger_id stands for.
     *
     * @throws Refusal `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`
     */
    check(triggerId: string) {
      const trigger = triggers.get(triggerId);
      if (!trigger) throw new Refusal('invalid_trigger_id');
      if (trigger.isExchanged) throw new Refusal('exchanged_trigger_id');
      if (clock.now() - trigger.issuedAt > triggerLifeMs) throw new Refusal('expired_trigger_id');
      return trigger.userId;
    },
    /** Marks it as used: a trigger_id opens one view. */
    exchange(triggerId: string) {
      const trigger = triggers.get(triggerId);
      if (trigger) trigger.isExchanged = true;
    },
  };
}

/** Permission to show a person one view, right after they did something. */
export type Triggers = ReturnType<typeof createTriggers>;
