// A tax case under the hands of somebody who tries things out: plain functions from one case to the
// next, so that they can be tested without a screen.
import type { CaseObject, CaseValue, TaxCase } from '../../api/types';
import { plain_number } from '../../lib/typed_value';

export const kGroups = ['parcels', 'houses', 'depreciable'] as const;
export type Group = (typeof kGroups)[number];

/** One input: `key` is "area_m2" or, within the site, "site.dwellings". */
export interface Input {
  key: string;
  kind: 'yen' | 'count' | 'text' | 'date' | 'flag' | 'land_use';
}

const input = (kind: Input['kind'], ...keys: string[]): Input[] =>
  keys.map((key) => ({ key, kind }));

const kSite = 'site.';
const kFields: Record<Group, readonly Input[]> = {
  parcels: [
    ...input('land_use', 'land_use'),
    ...input('text', 'area_m2'),
    ...input('yen', 'value_yen', 'unit_price_yen'),
    ...input('text', 'price_revision', 'special_base_ratio', 'waiver_ratio'),
    ...input('flag', 'city_planning_area', 'exempt'),
    ...input('count', 'site.dwellings'),
    ...input('text', 'site.house_floor_area_m2', 'site.residential_floor_area_m2'),
    ...input('count', 'site.storeys'),
    ...input('flag', 'site.fireproof', 'site.vacant_house_advice'),
  ],
  houses: [
    ...input('yen', 'value_yen'),
    ...input('date', 'built'),
    ...input('text', 'floor_area_m2', 'residential_floor_area_m2'),
    ...input('count', 'dwellings', 'storeys'),
    ...input('flag', 'fireproof', 'let_out', 'city_planning_area', 'exempt'),
    ...input('text', 'waiver_ratio'),
  ],
  depreciable: [
    ...input('yen', 'cost_yen'),
    ...input('text', 'acquired'),
    ...input('count', 'life_years'),
    ...input('text', 'base_fraction', 'waiver_ratio'),
    ...input('flag', 'exempt'),
  ],
};

const kEmptySite: CaseObject = {
  dwellings: 0,
  house_floor_area_m2: '0',
  residential_floor_area_m2: '0',
  storeys: 1,
  fireproof: false,
  vacant_house_advice: false,
};

/** Inputs that this object has; a parcel always has a site, if only an empty one. */
export function inputs_of(group: Group, object: CaseObject): readonly Input[] {
  return kFields[group].filter(({ key }) => key.startsWith(kSite) || key in object);
}

export function value_of(object: CaseObject, key: string): CaseValue {
  if (!key.startsWith(kSite)) return object[key] ?? null;
  const site = (object.site as CaseObject | undefined) ?? kEmptySite;
  return site[key.slice(kSite.length)] ?? kEmptySite[key.slice(kSite.length)] ?? null;
}

export function with_value(object: CaseObject, key: string, value: CaseValue): CaseObject {
  if (!key.startsWith(kSite)) return { ...object, [key]: value };
  const site = { ...kEmptySite, ...(object.site as CaseObject | undefined) };
  return { ...object, site: { ...site, [key.slice(kSite.length)]: value } };
}

/** Full-width digits, separators and blanks are what people type; what is no number stays as it is,
 *  so that the server can name it. */
export function typed_value(kind: Input['kind'], typed: string): CaseValue {
  const text = plain_number(typed);
  return (kind === 'yen' || kind === 'count') && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** What is asked: without what was left out, without the site of a parcel on which no dwelling
 *  stands. */
export function question_of(edited: TaxCase, left_out: ReadonlySet<string>): TaxCase {
  const kept = (group: Group) =>
    edited[group].filter((object) => !left_out.has(`${group}/${String(object.id)}`));
  return {
    ...edited,
    parcels: kept('parcels').map((parcel) => {
      const site = parcel.site as CaseObject | undefined;
      if (site?.dwellings !== 0) return parcel;
      const { site: _, ...rest } = parcel;
      return rest;
    }),
    houses: kept('houses'),
    depreciable: kept('depreciable'),
  };
}

/** The object and input that a fault's path speaks of, in the question that was asked. */
export function place_of(path: string, question: TaxCase): string | null {
  const match = /^(parcels|houses|depreciable)\[(\d+)\]\.(.+)$/.exec(path);
  if (!match) return null;
  const [, group, index, key] = match;
  const object = question[group as Group][Number(index)];
  return object ? `${group}/${String(object.id)}/${key}` : null;
}
