// docs/api.md, protections: measures that run out, releases that hold.
export type Standing = 'applied' | 'active' | 'expiring' | 'expired';

export interface Measure {
  record: string;
  addressee: string;
  addressee_no: string;
  state: string;
  standing: Standing;
  from: string;
  to: string;
}
export interface Release {
  record: string;
  key: string;
  addressee: string;
  addressee_no: string;
  account: string;
  own: boolean;
  print: boolean;
  from: string;
  until: string;
}
export interface Protections {
  keeps: boolean;
  measures: Measure[] | null;
  releases: Release[];
}
/** What a release is asked for with; the values are those of the register protection_release. */
export interface ReleaseWish {
  addressee: string;
  account: string;
  hours: string;
  outlet: string;
  ground: string;
  request_text: string;
}
