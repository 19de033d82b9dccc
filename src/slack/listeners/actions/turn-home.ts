import { callerOf } from '../../reach.ts';
import { pageIn } from '../../requests/home.ts';
import { type OnPress, pressedValue } from './press.ts';

/** Other digests in App Home. */
export const turnHome: OnPress = async (press, { home }) => {
  const { team, user: person } = callerOf(press);
  await home.publish(press.client, { team, person }, { page: pageIn(pressedValue(press)) });
};
