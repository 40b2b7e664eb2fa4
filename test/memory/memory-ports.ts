/** All ports in memory together, and the small ones among them: a clock that is set, chance that repeats, a journal that is read. */
import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import type { Clock, Journal, Ports, Randomness } from '../../shared/ports.ts';
import { type Instant, parseInstant } from '../../shared/time/instant.ts';
import { type MemorySecrets, memorySecrets } from './memory-secrets.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { type MemoryNotices, type MemoryTexting, memoryNotices, memoryTexting } from './memory-texting.ts';
import { type MemoryTimers, memoryTimers } from './memory-timers.ts';

export interface FixedClock extends Clock {
  set: (now: Instant) => void;
  advance: (ms: number) => void;
}

/** Starts at an instant, or at one written as ISO 8601. */
export function fixedClock(start: Instant | string = '2026-11-02T15:00:00Z'): FixedClock {
  let now = instantOf(start);
  return {
    now: () => now,
    set: (next) => {
      now = next;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

export interface MemoryJournal extends Journal {
  events: () => BusinessEvent[];
}

export function memoryJournal(): MemoryJournal {
  const events: BusinessEvent[] = [];
  return {
    note: (event) => {
      events.push(structuredClone(event));
    },
    events: () => [...events],
  };
}

/** The same seed gives the same tokens, each another one. */
export function seededRandomness(seed = 1): Randomness {
  let state = seed;
  return {
    token: () => {
      state += 1;
      return `token${state.toString(36).padStart(5, '0')}`;
    },
  };
}

export interface MemoryPorts extends Ports {
  clock: FixedClock;
  store: MemoryStore;
  timers: MemoryTimers;
  texting: MemoryTexting;
  staffNotices: MemoryNotices;
  secrets: MemorySecrets;
  journal: MemoryJournal;
}

export function memoryPorts(overrides: Partial<MemoryPorts> = {}): MemoryPorts {
  return {
    clock: fixedClock(),
    store: memoryStore(),
    timers: memoryTimers(),
    texting: memoryTexting(),
    staffNotices: memoryNotices(),
    secrets: memorySecrets(),
    journal: memoryJournal(),
    randomness: seededRandomness(),
    ...overrides,
  };
}

function instantOf(start: Instant | string): Instant {
  const instant = typeof start === 'number' ? start : parseInstant(start);
  if (instant === undefined) throw new RangeError(`expected an instant, got ${start}`);
  return instant;
}
