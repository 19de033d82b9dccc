import { type Kysely, sql } from 'kysely';
import type { Store } from './open-store.ts';
import type { Person } from './saved-papers.ts';
import type { Tables } from './tables.ts';

/** Stands where somebody's name or id stood who wants to be forgotten. */
export const somebodyWhoLeft = 'somebody who left';

/**
 * What each table holds: of people, of workspaces (both are deleted when the app is removed), or of nobody. A new table has to say so, and
 * a test finds columns that name a workspace or a person in tables that do not.
 */
export const holds: Readonly<Record<keyof Tables, 'people' | 'workspaces' | 'nobody'>> = {
  ...{ saved_papers: 'people', follows: 'people', shown_lists: 'people', questions: 'people' },
  ...{ subscriptions: 'people', shared_links: 'people' },
  // Gone with their subscription.
  ...{ deliveries: 'workspaces', sent_papers: 'workspaces', subscription_notes: 'workspaces' },
  ...{ access_losses: 'workspaces', plain_workspaces: 'workspaces', previews_off: 'workspaces' },
  ...{ installations: 'workspaces', organisation_teams: 'workspaces' },
  ...{ papers: 'nobody', paper_facts: 'nobody', paper_changes: 'nobody' },
  ...{ source_runs: 'nobody', source_slices: 'nobody', source_backfills: 'nobody' },
  ...{ paper_vectors: 'nobody', paper_vector_numbers: 'nobody', written_summaries: 'nobody', summary_days: 'nobody' },
};

/** Whom to forget. */
export interface Forgotten extends Person {
  /** What the person is called, in lists of who changed a digest. */
  readonly names: readonly string[];
  /** Their direct message with the bot; undefined where Slack does not tell. */
  readonly directMessage: string | undefined;
}

/** How much is kept of a person. */
export interface KeptOfPerson {
  readonly saved: number;
  readonly follows: number;
  readonly ownDigests: number;
  /** Digests of channels that they set up, or changed last. */
  readonly channelDigests: number;
}

export interface Forget {
  /** All that is kept of a person in a workspace goes. Digests that they set up in channels go on, without their name. */
  person(forgotten: Forgotten): Promise<void>;
  /** All that is kept of a workspace, or of those of an organisation, goes. */
  workspace(id: string): Promise<void>;
  /** Digests that were stopped count for as long as they are kept. */
  countOf(person: Omit<Forgotten, 'directMessage'>): Promise<KeptOfPerson>;
}

/** Tables with both columns, whose rows are one person's. */
const ofPeople = ['saved_papers', 'follows', 'shown_lists'] as const;
/** Tables with a workspace in each row; what hangs on subscriptions goes with them. */
const ofWorkspaces = [
  ...ofPeople,
  ...(['subscriptions', 'deliveries', 'shared_links', 'previews_off', 'access_losses', 'plain_workspaces'] as const),
] as const;

/** A channel id of a direct message begins so, see https://docs.slack.dev/apis/web-api/using-the-conversations-api */
const direct = 'D%';

async function deleteQuestions(db: Kysely<Tables>, from: string): Promise<void> {
  // Their ids begin with the workspace, and with the conversation behind it, see intake/question-event.ts.
  await db
    .deleteFrom('questions')
    .where(sql<string>`substr(id, 1, ${sql.lit(from.length)})`, '=', from)
    .execute();
}

async function count(db: Kysely<Tables>, table: 'saved_papers' | 'follows', { team, person }: Person): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number | string>().as('rows'))
    .where('team', '=', team)
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return Number(row.rows);
}

export function createForget({ db }: Store): Forget {
  async function forgetTeam(transaction: Kysely<Tables>, team: string): Promise<void> {
    for (const table of ofWorkspaces) await transaction.deleteFrom(table).where('team', '=', team).execute();
    await deleteQuestions(transaction, `${team} `);
  }

  return {
    async person({ team, person, names, directMessage }) {
      await db.transaction().execute(async (transaction) => {
        for (const table of ofPeople)
          await transaction.deleteFrom(table).where('team', '=', team).where('person', '=', person).execute();
        await transaction
          .deleteFrom('subscriptions')
          .where('team', '=', team)
          .where(({ or, and, eb }) =>
            or([
              and([eb('created_by', '=', person), eb('channel', 'like', direct)]),
              ...(directMessage === undefined ? [] : [eb('channel', '=', directMessage)]),
            ]),
          )
          .execute();
        await transaction
          .updateTable('subscriptions')
          .set({ created_by: somebodyWhoLeft })
          .where('team', '=', team)
          .where('created_by', '=', person)
          .execute();
        if (names.length > 0)
          await transaction
            .updateTable('subscriptions')
            .set({ changed_by: somebodyWhoLeft })
            .where('team', '=', team)
            .where('changed_by', 'in', [...names])
            .execute();
        await transaction
          .updateTable('shared_links')
          .set({ shared_by: somebodyWhoLeft })
          .where('team', '=', team)
          .where('shared_by', '=', person)
          .execute();
        if (directMessage !== undefined) {
          await deleteQuestions(transaction, `${team} ${directMessage} `);
          for (const table of ['shared_links', 'previews_off'] as const)
            await transaction.deleteFrom(table).where('team', '=', team).where('channel', '=', directMessage).execute();
        }
        // Words of a question stay until it is answered, ten minutes at most.
        await transaction
          .deleteFrom('questions')
          .where(sql<string>`substr(id, 1, ${sql.lit(team.length + 1)})`, '=', `${team} `)
          .where('question', 'like', `%"user":${JSON.stringify(person)}%`)
          .execute();
      });
    },
    async workspace(id) {
      await db.transaction().execute(async (transaction) => {
        const joined = await transaction
          .selectFrom('organisation_teams')
          .select('team')
          .where('organisation', '=', id)
          .execute();
        for (const team of [id, ...joined.map((row) => row.team)]) await forgetTeam(transaction, team);
        await transaction.deleteFrom('installations').where('id', '=', id).execute();
        await transaction
          .deleteFrom('organisation_teams')
          .where(({ or, eb }) => or([eb('organisation', '=', id), eb('team', '=', id)]))
          .execute();
      });
    },
    async countOf(person) {
      const naming = await db
        .selectFrom('subscriptions')
        .select('channel')
        .where('team', '=', person.team)
        .where(({ or, and, eb }) =>
          or([
            eb('created_by', '=', person.person),
            ...(person.names.length === 0
              ? []
              : [and([eb('changed_by', 'in', [...person.names]), eb('channel', 'not like', direct)])]),
          ]),
        )
        .execute();
      const own = naming.filter(({ channel }) => channel.startsWith('D')).length;
      return {
        saved: await count(db, 'saved_papers', person),
        follows: await count(db, 'follows', person),
        ownDigests: own,
        channelDigests: naming.length - own,
      };
    },
  };
}
