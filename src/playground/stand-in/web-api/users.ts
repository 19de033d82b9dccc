import type { Internals } from '../internals.ts';
import { botId, type Person, teamId } from '../workspace.ts';
import { flag, type Methods, method, text } from './method.ts';

export function createUsersMethods({ access, workspace }: Internals): Methods {
  return {
    'users.info': method({
      scopes: ['users:read'],
      parameters: { user: text, include_locale: flag },
      run: ({ user, include_locale: withLocale }) => ({
        user: { ...wirePerson(access.person(user)), ...(withLocale && { locale: workspace.locale }) },
      }),
    }),
  };
}

function wirePerson({ id, name, realName, timeZone, isBot, isGuest = false }: Person) {
  const zone = { tz: timeZone, tz_label: zoneName(timeZone), tz_offset: offsetSeconds(timeZone) };
  const profile = { real_name: realName, display_name: name, team: teamId, ...(isBot && { bot_id: botId }) };
  const user = { id, team_id: teamId, name, deleted: false, real_name: realName, ...zone, profile };
  const rank = { is_admin: false, is_restricted: isGuest, is_ultra_restricted: false };
  return { ...user, is_bot: isBot, is_app_user: false, ...rank, updated: 1_700_000_000 };
}

function zoneName(timeZone: string): string {
  return zonePart(timeZone, 'long').replace(/^GMT$/, 'Greenwich Mean Time');
}

function offsetSeconds(timeZone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(zonePart(timeZone, 'longOffset')) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}

function zonePart(timeZone: string, timeZoneName: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
