import { botId, type Person, teamId, type Workspace } from '../workspace.ts';
import type { Access } from './access.ts';
import { count, flag, type Methods, method, optionalText, text } from './method.ts';
import { pageOf } from './pages.ts';

const scopes = ['users:read'];

export function createUsersMethods({ access, workspace }: { access: Access; workspace: Workspace }): Methods {
  return {
    'users.info': method({
      scopes,
      parameters: { user: text, include_locale: flag },
      run: ({ user, include_locale: withLocale }) => ({
        user: { ...wirePerson(access.person(user)), ...(withLocale === true && { locale: workspace.locale }) },
      }),
    }),

    'users.list': method({
      scopes,
      parameters: { cursor: optionalText, limit: count },
      run({ cursor, limit }) {
        const page = pageOf(workspace.people(), { keyOf: ({ id }) => id, cursor, limit });
        return { members: page.items.map(wirePerson), response_metadata: { next_cursor: page.nextCursor } };
      },
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
