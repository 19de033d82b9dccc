import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DigestService } from '../../compose.ts';
import type { Paperboy } from '../../library/open-paperboy.ts';
import type { ReadingService } from '../../reading/reading-service.ts';
import type { Person } from '../../store/saved-papers.ts';
import { causeOf, logged, troubleOf } from '../delivery/errors.ts';
import type { Calling } from '../delivery/rate-limit.ts';
import { tellPerson } from '../delivery/tell-person.ts';
import type { PressedView } from '../delivery/windows.ts';
import { type HomePage, homeView, savedShown } from '../messages/home-view.ts';
import type { Message } from '../messages/message.ts';
import { toldTimeZone } from './people.ts';
import type { Request } from './request.ts';

const firstPage: HomePage = { digests: 0 };
const page = z.object({ digests: z.number().int().nonnegative() });

/** Of what a Home tab, or a button in one, holds; the first page for what is none of ours. */
export function pageIn(json: string | undefined): HomePage {
  try {
    return page.parse(JSON.parse(json ?? ''));
  } catch {
    return firstPage;
  }
}

const changing: ReadonlySet<Request['kind']> = new Set(['subscribe', 'unsubscribe', 'snooze', 'pause', 'resume']);

/** What is asked may change what stands in App Home. */
export const mayChangeHome = ({ kind }: Request): boolean => changing.has(kind);

export const isHome = (view: PressedView | undefined): view is PressedView => view?.type === 'home';

/** The Home tab of each person: drawn anew when they open it, and after all that they do there. */
export type Home = ReturnType<typeof createHome>;

/** Says it above all else in App Home, with the page that the person looks at; where Slack does not take that, in a direct message. */
export async function sayAtHome(
  { home, sleep, logger }: Calling & { readonly home: Home },
  {
    client,
    person,
    view,
  }: { readonly client: WebClient; readonly person: Person; readonly view: PressedView | undefined },
  lead: Message,
): Promise<void> {
  try {
    await home.publish(client, person, { page: pageIn(view?.private_metadata), lead });
  } catch (error) {
    if (troubleOf(error) === undefined) throw error;
    logger.warn({ ...causeOf(error) }, 'App Home was not brought up to date');
    await tellPerson({ client, user: person.person, channel: undefined, sleep, logger }, lead);
  }
}

export function createHome({
  paperboy,
  digests,
  reading,
  logger,
}: {
  readonly paperboy: Paperboy;
  readonly digests: DigestService;
  readonly reading: ReadingService;
  readonly logger: Logger;
}) {
  /** The first page, unless another is named; above all else what was done. @throws Slack's error when it is not taken */
  async function publish(
    client: WebClient,
    { team, person }: Person,
    { page: shownPage = firstPage, lead }: { readonly page?: HomePage; readonly lead?: Message } = {},
  ): Promise<void> {
    const own = (await digests.digests.madeBy({ team, createdBy: person })).toSorted(
      (a, b) =>
        Number(a.subscription.paused !== undefined) - Number(b.subscription.paused !== undefined) ||
        a.subscription.nextAt - b.subscription.nextAt,
    );
    const browsing = reading.browse(
      { kind: 'own', person: { team, person } },
      { about: '', offset: 0, limit: savedShown },
    );
    const [saved, timeZone] = await Promise.all([browsing, toldTimeZone(client, person, logger)]);
    const wishes = own.map(({ subscription }) => subscription);
    const picks = await digests.pickFor(wishes, saved.ids);
    const { size: librarySize } = paperboy.library;
    const view = homeView({ page: shownPage, lead, librarySize, digests: own, saved, picks, timeZone });
    await client.views.publish({ user_id: person, view });
  }

  return {
    publish,
    /** The same where it is not what the person waits for. */
    refresh: (client: WebClient, person: Person): Promise<void> =>
      publish(client, person).catch(
        logged((cause) => logger.info(cause, 'App Home was not brought up to date'), undefined),
      ),
  };
}
