/** Planted names of files, exports and people. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { clientWordRule, emptyNameRule, fileNameRule, indexFileRule } from './rules/names.ts';

describe('the names of files', () => {
  test.each([
    'shared/booking/keySpace.ts',
    'shared/Booking/key-space.ts',
    'shared/key_space.ts',
  ])('are not like %s', (path) => {
    expect(checkPlanted(fileNameRule, { [path]: '' })).toEqual([`${path}:1 not in kebab case`]);
  });

  test.each([
    'shared/booking/key-space.ts',
    'test/policy/gap.property.test.ts',
    'local/start.ts',
    'local/dynamodb/dynalite.d.ts',
    'shared/follow-up/milestones/day-1.ts',
  ])('are like %s', (path) => {
    expect(checkPlanted(fileNameRule, { [path]: '' })).toEqual([]);
  });

  test.each([
    'shared/index.ts',
    'shared/policy/index.ts',
    'functions/index.ts',
    'functions/webhook/a/index.ts',
  ])('never are %s', (path) => {
    expect(checkPlanted(indexFileRule, { [path]: '' })).toHaveLength(1);
  });

  test('are index.ts for the entry of a function', () => {
    expect(checkPlanted(indexFileRule, { 'functions/webhook/index.ts': '' })).toEqual([]);
  });
});

describe('words that say nothing', () => {
  test.each([
    'shared/utils/gap.ts',
    'shared/date-helper.ts',
    'shared/text-service.ts',
    'shared/booking-manager.ts',
    'functions/store-impl.ts',
  ])('are found in %s', (path) => {
    expect(checkPlanted(emptyNameRule, { [path]: '' })).toHaveLength(1);
  });

  test.each([
    'export class BookingManager {}',
    'export class TextService {}',
    'export interface BookingDto {}',
    'export type StoreImpl = string;',
    'export function dateHelper() {}',
    'export const bookingUtils = {};',
    'const textService = 1;\nexport { textService };',
  ])('are found in: %s', (text) => {
    expect(checkPlanted(emptyNameRule, { 'shared/planted.ts': text })).toHaveLength(1);
  });

  test('are not the manager of the clinic, nor the service that is booked', () => {
    expect(
      checkPlanted(emptyNameRule, {
        'functions/manager-api/handler.ts': 'export const reasonForManager = 1;\nexport interface Simple {}',
        'shared/planted.ts': 'export const managerWords = 1;\nexport const serviceCharsMax = 1;',
        'local/secrets-manager/endpoint.ts': '',
      }),
    ).toEqual([]);
  });
});

describe('the word for a client', () => {
  test.each([
    ['const patientName = 1;', 'patient'],
    ['interface Booking { customer: string }', 'customer'],
    ['function listPatients() {}', 'patients'],
    ['const booking = { customerId: 1 };', 'customer'],
  ])('is wrong in: %s', (text, word) => {
    expect(checkPlanted(clientWordRule, { 'shared/planted.ts': text })).toEqual([
      expect.stringContaining(`"${word}" in `),
    ]);
  });

  test('may be anything in what people read', () => {
    const text =
      "// The customer-managed key.\nconst source = 'Patients should avoid the sun.';\nconst impatient = 1;";

    expect(checkPlanted(clientWordRule, { 'shared/planted.ts': text })).toEqual([]);
  });
});
