/** A clinic's settings as they are written on a command line: `brand=Rose`, `services.cal-com.botox=botox`; read into the fields they change, and written back. */
import type { Mistake } from '../../functions/workflow/change-clinic.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';

export type Settings = Record<string, unknown>;
export type SettingsRead = { ok: true; settings: Settings } | { ok: false; mistakes: Mistake[] };

/** How a field is written. A map's entries are named by what follows its name; a map of maps has two names. */
type Form = 'text' | 'list' | 'json' | 'map' | 'numbers' | 'maps';

/** In the order in which they are shown. `restoredAt` belongs to the restore of a table and `acts` to the clinic's staff, not to its operator. */
const forms = {
  id: 'text',
  brand: 'text',
  phone: 'text',
  place: 'text',
  zone: 'text',
  status: 'text',
  language: 'text',
  smsNumber: 'text',
  countries: 'list',
  pagesUrl: 'text',
  textHours: 'json',
  services: 'maps',
  questionNames: 'map',
  consent: 'map',
  policies: 'numbers',
} as const satisfies Readonly<
  Record<Exclude<keyof Clinic, 'type' | 'version' | 'restoredAt' | 'acts'>, Form>
>;

type Field = keyof typeof forms;

/** The fields that the pairs change, laid over `base`: a map keeps the entries that no pair names. */
export function readPairs(base: Settings, pairs: readonly string[]): SettingsRead {
  const settings: Settings = {};
  const mistakes: Mistake[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const [field = '', ...names] = name.split('.');
    const before = Object.hasOwn(settings, field) ? settings[field] : base[field];
    const read = isField(field) ? readValue(forms[field], before, names, pair.slice(at + 1)) : noSuchSetting;
    if (read.ok) settings[field] = read.value;
    else mistakes.push({ path: name, expected: read.expected });
  }
  return mistakes.length === 0 ? { ok: true, settings } : { ok: false, mistakes };
}

/** A FILE's settings: one JSON object. A mistake without a path is of the whole file. */
export function readFileSettings(bytes: Uint8Array): SettingsRead {
  const decoded = decodeJson(bytes);
  if (!decoded.ok)
    return {
      ok: false,
      mistakes: [{ path: '', expected: `expected JSON: ${decoded.reason.replace(/^the body/, 'it')}` }],
    };
  if (!isRecord(decoded.value)) {
    return {
      ok: false,
      mistakes: [{ path: '', expected: 'expected one JSON object with the settings as fields' }],
    };
  }
  const unknown = Object.keys(decoded.value).filter((name) => !isField(name));
  return unknown.length === 0
    ? { ok: true, settings: decoded.value }
    : { ok: false, mistakes: unknown.map((path) => ({ path, expected: noSuchSetting.expected })) };
}

/** What `readPairs` reads: a line for each field or entry of a map. */
export function writePairs(clinic: Clinic): string[] {
  const fields: Field[] = Object.keys(forms).filter(isField);
  return fields.flatMap((field) => writeField(field, forms[field], clinic[field]));
}

function writeField(name: string, form: Form, value: unknown): string[] {
  switch (form) {
    case 'text':
      return [`${name}=${String(value)}`];
    case 'json':
      return [`${name}=${JSON.stringify(value)}`];
    case 'list':
      return [`${name}=${Array.isArray(value) ? value.join() : ''}`];
    case 'map':
    case 'numbers':
      return entriesOf(value).map(([entry, held]) => `${name}.${entry}=${String(held)}`);
    case 'maps':
      return entriesOf(value).flatMap(([entry, map]) => {
        const lines = writeField(`${name}.${entry}`, 'map', map);
        return lines.length === 0 ? [`${name}.${entry}={}`] : lines;
      });
  }
}

type ValueRead = { ok: true; value: unknown } | { ok: false; expected: string };

const noSuchSetting = { ok: false, expected: `expected one of: ${Object.keys(forms).join(', ')}` } as const;

function readValue(form: Form, before: unknown, names: readonly string[], text: string): ValueRead {
  const [entry, ...rest] = names;
  switch (form) {
    case 'text':
    case 'list':
    case 'json':
      if (entry !== undefined) return { ok: false, expected: 'expected no further name' };
      return form === 'json' ? readJson(text) : { ok: true, value: form === 'text' ? text : listOf(text) };
    case 'map':
    case 'numbers': {
      if (entry === undefined) return readJson(text);
      const key = names.join('.');
      return { ok: true, value: withEntry(before, key, form === 'map' ? text : numberOf(text)) };
    }
    case 'maps': {
      if (entry === undefined) return readJson(text);
      const inner = isRecord(before) && Object.hasOwn(before, entry) ? before[entry] : {};
      // `services.cal-com=` takes the whole platform away.
      const read = text === '' && rest.length === 0 ? empty : readValue('map', inner, rest, text);
      return read.ok ? { ok: true, value: withEntry(before, entry, read.value) } : read;
    }
  }
}

const empty: ValueRead = { ok: true, value: '' };

/** An empty text takes the entry away. */
function withEntry(map: unknown, name: string, value: unknown): Settings {
  const { [name]: _, ...others } = isRecord(map) ? map : {};
  return value === '' ? others : { ...others, [name]: value };
}

function readJson(text: string): ValueRead {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, expected: 'expected JSON' };
  }
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What is no number stays as it is, for the schema to refuse. */
function numberOf(text: string): unknown {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isField(name: string): name is Field {
  return Object.hasOwn(forms, name);
}

export function isRecord(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
