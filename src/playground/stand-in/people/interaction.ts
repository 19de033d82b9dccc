import type { DeliveryOutcome } from '../delivery.ts';
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

export function actOutcome(outcomes: DeliveryOutcome[], shown: (reason: string) => string): ActOutcome {
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  return failed ? { acknowledged: false, shown: shown(failed.reason) } : { acknowledged: true };
}
