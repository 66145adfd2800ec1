// A number that is locked because somebody guessed its password too often, as a stranger would.
import { settings } from '../settings.mjs';

async function guess(account) {
  const response = await fetch(`${settings.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password: 'wrong-on-purpose' }),
  });
  const { errors } = await response.json();
  return { id: errors[0].id, said: errors[0].message_en };
}

/** Guesses until the number is locked, waiting as long as the server says. */
export async function lock(account) {
  for (;;) {
    const { id, said } = await guess(account);
    if (id === 'session.locked') return;
    const seconds = id === 'session.wait' ? Number(/(\d+) more/.exec(said)[1]) : 0;
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}

/** What the door says to one more wrong password. */
export const at_the_door = async (account) => (await guess(account)).id;
