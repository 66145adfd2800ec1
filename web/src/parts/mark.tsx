// Marks of state: shape, colour and word, never colour alone. Circle with tick = in order, triangle
// = caution, octagon = wrong, square = information, diamond = planned.
import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'bad' | 'inf' | 'none';

const kShapes: Record<Tone, ReactNode> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path d="M4.500 8.300l2.400 2.400 4.600-5" fill="none" stroke="#fff" strokeWidth="1.9" />
    </>
  ),
  warn: (
    <>
      <path d="M8 .8l7.600 13.900H.4z" fill="currentColor" />
      <path d="M8 5.500v4.500M8 11.600v1.500" stroke="#fff" strokeWidth="1.9" />
    </>
  ),
  bad: (
    <>
      <path
        d="M4.900.5h6.200l4.400 4.400v6.200l-4.400 4.400H4.900L.5 11.100V4.900z"
        fill="currentColor"
      />
      <path
        d="M5.200 5.200l5.600 5.600M10.800 5.200l-5.600 5.600"
        stroke="#fff"
        strokeWidth="1.9"
      />
    </>
  ),
  inf: (
    <>
      <rect x=".5" y=".5" width="15" height="15" rx="2" fill="currentColor" />
      <path d="M8 3.500v2M8 7v5.500" stroke="#fff" strokeWidth="1.9" />
    </>
  ),
  none: (
    <path d="M8 .7L15.300 8 8 15.300.7 8z" fill="none" stroke="currentColor" strokeWidth="1.4" />
  ),
};

export function Shape({ tone }: { tone: Tone }) {
  return (
    <svg
      className={tone}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      {kShapes[tone]}
    </svg>
  );
}

export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="mk">
      <Shape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

const kTagClass: Record<Tone, string> = {
  ok: 'tag ok',
  warn: 'tag warn',
  bad: 'tag bad',
  inf: 'tag b',
  none: 'tag',
};

/** A state as a tag beside a title; plain facts use <span className="tag">. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={kTagClass[tone]}>
      <Shape tone={tone} />
      {children}
    </span>
  );
}

export function Note({
  tone,
  role,
  children,
}: {
  tone: Tone;
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  return (
    <div className={`note ${tone}`} role={role}>
      <Shape tone={tone} />
      <div className="grow">{children}</div>
    </div>
  );
}
