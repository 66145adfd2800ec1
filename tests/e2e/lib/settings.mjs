// Where the city stands and who may enter. Everything can be set from the environment; the defaults
// fit the mock server (web/mock) on its usual port.
const env = (name, otherwise) => process.env[name] ?? otherwise;

export const settings = {
  base: env('BASE_URL', 'http://127.0.0.1:8081').replace(/\/$/, ''),
  chromium: env('CHROMIUM', '/usr/bin/chromium'),
  clerk: {
    account: env('E2E_CLERK', '103482'),
    password: env('E2E_CLERK_PASSWORD', 'shiomi-demo-1'),
  },
  second: {
    account: env('E2E_SECOND', '103007'),
    password: env('E2E_SECOND_PASSWORD', 'shiomi-demo-2'),
  },
  // Somebody who administers accounts; without one (the mock server) what needs one is left out.
  administrator: {
    account: env('E2E_ADMINISTRATOR', ''),
    password: env('E2E_ADMINISTRATOR_PASSWORD', ''),
  },
  // The person who started the run that waits for confirmation; she must be refused.
  starter: env('E2E_STARTER', 'clerk'),
  shots: process.env.E2E_SHOTS ?? null,
  // A taxpayer with land, house and levy. Empty: the first hit for `kana` is taken.
  person: {
    name: env('E2E_NAME', '柏原 千鶴子'),
    kana: env('E2E_KANA', 'カシハラ'),
    number: env('E2E_NUMBER', ''),
  },
  step_ms: Number(env('E2E_STEP_MS', '15000')),
};

export const chromium_arguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
