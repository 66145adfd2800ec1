// A tax case under the hands of somebody who tries things out: plain functions from one case to the
// next, so that they can be tested without a screen.
import type { CaseObject, CaseValue, TaxCase } from '../../api/types';
import { plain_number } from '../../lib/typed_value';

export const kGroups = ['parcels', 'houses', 'depreciable'] as const;
export type Group = (typeof kGroups)[number];

/** One input: `key` is "area_m2" or a path within the object: "site.dwellings". */
export interface Input {
  key: string;
  kind: 'yen' | 'count' | 'text' | 'date' | 'flag' | 'land_use';
  /** May be empty: then it is not said at all. */
  optional?: boolean;
}

const input = (kind: Input['kind'], ...keys: string[]): Input[] =>
  keys.map((key) => ({ key, kind }));
const may_be_empty = (inputs: readonly Input[]): Input[] =>
  inputs.map((one) => ({ ...one, optional: true }));

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
    ...may_be_empty(input('text', 'site.whole_site_area_m2')),
    ...may_be_empty(input('count', 'urban_farmland_since')),
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

const kFarmland = ['farmland', 'urban_farmland', 'specified_urban_farmland', 'productive_green'];
const kBuildingUses = ['small_residential', 'general_residential', 'non_residential'] as const;

const kEmptySite: CaseObject = {
  dwellings: 0,
  house_floor_area_m2: '0',
  residential_floor_area_m2: '0',
  storeys: 1,
  fireproof: false,
  vacant_house_advice: false,
};

const is_farmland = (object: CaseObject) => kFarmland.includes(String(object.land_use));

/** Inputs that this object has; a parcel always has a site, if only an empty one, and farmland has
 *  the year since which it counts as such. */
export function inputs_of(group: Group, object: CaseObject): readonly Input[] {
  return kFields[group].filter(({ key }) => {
    if (key.startsWith(kSite)) return !is_farmland(object);
    if (key === 'urban_farmland_since') return object.land_use === 'specified_urban_farmland';
    return key in object;
  });
}

/** The bases of the year before (前年度課税標準額) that the uses of this parcel can have. */
export function previous_inputs(object: CaseObject): readonly Input[] {
  const uses = is_farmland(object) ? ['farmland'] : kBuildingUses;
  return uses.flatMap((use) =>
    may_be_empty([
      ...input('yen', `previous.${use}.fixed`, `previous.${use}.city_planning`),
      ...input('text', `previous.${use}.area_m2`),
    ]),
  );
}

const is_object = (value: CaseValue | undefined): value is CaseObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function value_of(object: CaseObject, key: string): CaseValue {
  let at: CaseValue | undefined = object;
  for (const part of key.split('.')) at = is_object(at) ? at[part] : undefined;
  if (at !== undefined) return at;
  return key.startsWith(kSite) ? (kEmptySite[key.slice(kSite.length)] ?? null) : null;
}

/** An empty text takes an optional input away, and what holds nothing more goes with it. */
export function with_value(
  object: CaseObject,
  key: string,
  value: CaseValue,
  optional = false,
): CaseObject {
  const [first = '', ...rest] = key.split('.');
  if (rest.length === 0) {
    if (value !== '' || !optional) return { ...object, [first]: value };
    const { [first]: _, ...others } = object;
    return others;
  }
  const inner = is_object(object[first]) ? object[first] : first === 'site' ? kEmptySite : {};
  const changed = with_value(inner, rest.join('.'), value, optional);
  if (Object.keys(changed).length > 0) return { ...object, [first]: changed };
  const { [first]: _, ...others } = object;
  return others;
}

/** Full-width digits, separators and blanks are what people type; what is no number stays as it is,
 *  so that the server can name it. */
export function typed_value(kind: Input['kind'], typed: string): CaseValue {
  const text = plain_number(typed);
  return (kind === 'yen' || kind === 'count') && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** What is asked: without what was left out, without the site of a parcel on which no dwelling
 *  stands or which is farmland now. */
export function question_of(edited: TaxCase, left_out: ReadonlySet<string>): TaxCase {
  const kept = (group: Group) =>
    edited[group].filter((object) => !left_out.has(`${group}/${String(object.id)}`));
  return {
    ...edited,
    parcels: kept('parcels').map((parcel) => {
      const site = parcel.site as CaseObject | undefined;
      if (site?.dwellings !== 0 && !is_farmland(parcel)) return parcel;
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
