import type { DeliveryOutcome } from '../delivery.ts';
import type { TrafficLog } from '../traffic.ts';
import { Refusal } from '../web-api/refusal.ts';
import { appId, type Channel, type Person, teamDomain, teamId } from '../workspace.ts';
import type { ActOutcome } from './actor.ts';

/** docs, interaction payloads: what every one of them carries. */
export function interactionFrame(person: Person) {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: teamId },
    team: { id: teamId, domain: teamDomain },
    api_app_id: appId,
    token: 'stand-in-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Slack hides the names of private places from apps. */
export function channelName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}

/** Slack marks the element with a warning and gives no text; this names the reason for whoever looks on. */
export function notResponding(reason: string): string {
  return `The app did not respond: ${reason}`;
}

/** Does what an app's acknowledgement asks for, if anything. Slack swallows a refusal in silence: here it is noted, and given. */
export function refusalIn(traffic: TrafficLog, answerTo: string, apply: () => void): Refusal | undefined {
  try {
    apply();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const details = JSON.stringify(error.details);
    traffic.add({ kind: 'problem', text: `The answer ${answerTo} was refused: ${error.message} ${details}` });
    return error;
  }
}

export function actOutcome(outcomes: DeliveryOutcome[], shown: (reason: string) => string): ActOutcome {
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  return failed ? { acknowledged: false, shown: shown(failed.reason) } : { acknowledged: true };
}
