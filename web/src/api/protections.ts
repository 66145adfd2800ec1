// Protections of victims: what runs out, what is released, asking for a release.
import { call } from './client';
import type { Protections, Release, ReleaseWish } from './types_protection';

export const protections = (signal?: AbortSignal) =>
  call<Protections>('/api/protections', { signal });

/** Provisional until a second person approves it; `serial` tells wishes of one day apart. */
export const ask_release = (wish: ReleaseWish, day: string, serial: number) =>
  call<unknown>('/api/registers/protection_release/records', {
    method: 'POST',
    body: {
      values: { ...wish, asked_on: day, serial },
      valid_from: day,
      reason: wish.request_text,
    },
  });

export const return_release = (one: Release, day: string) =>
  call<unknown>('/api/registers/release_return/records', {
    method: 'POST',
    body: { values: { release: one.key }, valid_from: day },
  });
