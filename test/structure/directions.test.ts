/** Planted imports in the wrong direction, each with its lawful twin. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { awsRule, corePackagesRule, dependenciesRule, directionRule } from './rules/directions.ts';

describe('the direction of imports', () => {
  test.each([
    ['shared/booking/decide.ts', '../../functions/webhook/handler.ts'],
    ['shared/booking/decide.ts', '../../local/clock.ts'],
    ['shared/booking/decide.ts', '../../test/memory/store.ts'],
    ['functions/webhook/handler.ts', '../../local/clock.ts'],
    ['functions/webhook/handler.ts', '../../test/memory/store.ts'],
    ['local/start.ts', '../test/memory/store.ts'],
    ['web/bookings.ts', '../shared/booking/decide.ts'],
    ['web/bookings.ts', '../functions/env.ts'],
    ['infra/app.ts', '../functions/webhook/env.ts'],
    ['infra/app.ts', '../operations/stage.ts'],
    ['operations/clinic/clinic.ts', '../../local/start.ts'],
    ['local/start.ts', '../operations/stage.ts'],
  ])('is wrong from %s to %s', (path, imported) => {
    expect(checkPlanted(directionRule, { [path]: `import { thing } from '${imported}';` })).toEqual([
      expect.stringMatching(`^${path}:1 imports `),
    ]);
  });

  test.each([
    ["export { thing } from '../local/clock.ts';"],
    ["export * from '../local/clock.ts';"],
    ["const thing = await import('../local/clock.ts');"],
    ["import type { Thing } from '../local/clock.ts';"],
    ["type Thing = import('../local/clock.ts').Thing;"],
    ["import '../local/clock.ts';"],
  ])('is seen in every way to import: %s', (text) => {
    expect(checkPlanted(directionRule, { 'shared/planted.ts': text })).toHaveLength(1);
  });

  test.each([
    ['functions/webhook/handler.ts', '../../shared/booking/decide.ts'],
    ['local/start.ts', '../functions/build.ts'],
    ['test/e2e/care-plan.test.ts', '../../local/start.ts'],
    ['web/bookings.ts', '../shared/api/booking.ts'],
    ['shared/booking/decide.ts', '../policy/policy.ts'],
    ['infra/app.ts', '../shared/deployment/resource-names.ts'],
    ['operations/clinic/clinic.ts', '../../functions/workflow/change-clinic.ts'],
  ])('is right from %s to %s', (path, imported) => {
    expect(checkPlanted(directionRule, { [path]: `import { thing } from '${imported}';` })).toEqual([]);
  });

  test('lets infrastructure know the shape of an environment, as a type', () => {
    const text = "import type { Environment } from '../functions/webhook/env.ts';";

    expect(checkPlanted(directionRule, { 'infra/app.ts': text })).toEqual([]);
  });
});

describe('the packages', () => {
  test.each(['@aws-sdk/client-sns', '@smithy/types'])('%s stays within the adapters', (name) => {
    const text = `import { thing } from '${name}';`;

    expect(checkPlanted(awsRule, { 'functions/webhook/index.ts': text })).toHaveLength(1);
    expect(checkPlanted(awsRule, { 'shared/ports.ts': text })).toHaveLength(1);
    expect(checkPlanted(awsRule, { 'functions/adapters/sns.ts': text })).toEqual([]);
    expect(checkPlanted(awsRule, { 'local/start.ts': text })).toEqual([]);
  });

  test.each(['node:fs', 'node:https', 'luxon', '@aws-sdk/client-sns'])('%s is not for the core', (name) => {
    const text = `import { thing } from '${name}';`;

    expect(checkPlanted(corePackagesRule, { 'shared/planted.ts': text })).toHaveLength(1);
    expect(checkPlanted(corePackagesRule, { 'functions/planted.ts': text })).toEqual([]);
  });

  test.each(['zod', 'libphonenumber-js/mobile', 'node:crypto'])('%s is for the core', (name) => {
    expect(checkPlanted(corePackagesRule, { 'shared/planted.ts': `import * as it from '${name}';` })).toEqual(
      [],
    );
  });

  test('that are tools of ours are not deployed', () => {
    const rule = dependenciesRule(['zod', '@aws-sdk/client-sns']);

    expect(
      checkPlanted(rule, { 'functions/webhook/handler.ts': "import dynalite from 'dynalite';" }),
    ).toEqual(['functions/webhook/handler.ts:1 imports dynalite, which is not among the dependencies']);
    expect(
      checkPlanted(rule, {
        'functions/webhook/handler.ts':
          "import type { Context } from 'aws-lambda';\nimport { createHmac } from 'node:crypto';\nimport { SNSClient } from '@aws-sdk/client-sns';\nimport * as z from 'zod';",
        'local/start.ts': "import dynalite from 'dynalite';",
      }),
    ).toEqual([]);
  });
});
