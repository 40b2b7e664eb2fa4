/** The description that is served: whole, sound in itself, and true of what is answered. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApi } from '../../shared/api/manager/openapi.ts';
import { type ManagerRouteKey, managerRoutes } from '../../shared/api/manager/routes.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { ask, askInVain, managerEvent, send } from './asking.ts';

const at = '2026-11-16T15:00:00Z';

const media = z.object({ schema: z.record(z.string(), z.unknown()) });
const content = z.record(z.string(), media);
const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query']),
        required: z.boolean(),
        schema: z.object(),
      }),
    )
    .default([]),
  requestBody: z.object({ required: z.literal(true), content }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.object({ description: z.string().min(1), content })),
});
const document = z.object({
  openapi: z.literal('3.1.1'),
  jsonSchemaDialect: z.literal('https://json-schema.org/draft/2020-12/schema'),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string().startsWith('/v1/manager/'), z.partialRecord(z.enum(['get', 'post']), operation)),
  components: z.object({
    securitySchemes: z.object({ signIn: z.object({ type: z.literal('http'), scheme: z.literal('bearer') }) }),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});

/** As it goes over the wire. */
const described = document.parse(JSON.parse(JSON.stringify(openApi())));

function operationOf(key: string): z.output<typeof operation> {
  const [method, path = ''] = key.split(' ');
  const found = described.paths[path]?.[method === 'GET' ? 'get' : 'post'];
  if (found === undefined) throw new Error(`${key} is not described`);
  return found;
}

/** A schema that stands alone: what it refers to is put in its place. */
function resolved(schema: Record<string, unknown>): Record<string, unknown> {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const found = described.components.schemas[$ref.replace('#/components/schemas/', '')];
  if (found === undefined) throw new Error(`${$ref} leads nowhere`);
  return found;
}

function everyReference(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(everyReference);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === '$ref' && typeof value === 'string' ? [value] : everyReference(value),
  );
}

async function bookedWorld(): Promise<World> {
  const world = await createWorld(at);
  await world.post(
    'standard',
    standardBooking({ at, start: '2026-11-18T15:00:00Z', uid: 'visit-1', answers: { 'last-botox': 'hm' } }),
  );
  return world;
}

test('it is served to anyone, as it is made', async () => {
  const { managerApi } = (await createWorld(at)).process();
  const response = await managerApi(managerEvent('GET /v1/manager/openapi.json', { token: '' }));

  expect(response.statusCode).toBe(200);
  expect(response.headers?.['content-type']).toContain('application/json');
  expect(JSON.parse(response.body ?? '')).toEqual(JSON.parse(JSON.stringify(openApi())));
});

test('every route stands in it, and nothing else', () => {
  const keys = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(keys.sort()).toEqual(Object.keys(managerRoutes).sort());
});

test('every reference leads somewhere, and every named schema is referred to', () => {
  const references = new Set(everyReference(openApi()));
  const named = Object.keys(described.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...references].sort()).toEqual(named.sort());
});

test('no two operations share a name', () => {
  const names = Object.keys(managerRoutes).map((key) => operationOf(key).operationId);
  expect(new Set(names).size).toBe(names.length);
});

// The keys are the table's own.
describe.each(Object.keys(managerRoutes) as ManagerRouteKey[])('%s', (key) => {
  test('names the parts of its path, its query and its refusals', () => {
    const { parameters, responses, requestBody, security } = operationOf(key);
    const route: { role: string; query?: unknown; body?: unknown } = managerRoutes[key];
    const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);

    expect(inPath).toEqual(key.match(/\{\w+\}/g) ?? []);
    expect(parameters.some((one) => one.in === 'query')).toBe(route.query !== undefined);
    expect(requestBody !== undefined).toBe(route.body !== undefined);
    expect(security).toEqual(route.role === 'anyone' ? [] : undefined);
    const always = ['200', '429', '500', '503'];
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(always));
    expect('401' in responses).toBe(route.role !== 'anyone');
    expect('409' in responses).toBe(route.body !== undefined && route.role !== 'viewer');
  });
});

describe('what is answered fits what is described', () => {
  test.each([
    ['GET /v1/manager/me', {}],
    ['GET /v1/manager/clinics/{clinicId}/attention', {}],
    ['POST /v1/manager/clinics/{clinicId}/find-bookings', { body: { name: 'nadia' } }],
    ['GET /v1/manager/clinics/{clinicId}/day', { query: { day: '2026-11-18' } }],
    ['GET /v1/manager/clinics/{clinicId}/bookings/{booking}', {}],
  ] as const)('%s', async (key, parts) => {
    const answer = await ask(await bookedWorld(), key, parts);
    const { schema } = operationOf(key).responses['200']?.content['application/json'] ?? {};
    const read = z.fromJSONSchema(resolved(schema ?? {})).safeParse(answer);

    expect(JSON.stringify(answer).length).toBeGreaterThan(100);
    expect(read.error?.issues ?? []).toEqual([]);
    const odd = z
      .fromJSONSchema(resolved(schema ?? {}))
      .safeParse({ ...answer, more: 1, counts: 2, found: 3 });
    expect(odd.success).toBe(false);
  });

  test('a refusal', async () => {
    const world = await bookedWorld();
    const problem = await askInVain(world, 'POST /v1/manager/clinics/{clinicId}/find-bookings', {
      body: { name: 'n' },
    });
    const { schema } = operationOf('POST /v1/manager/clinics/{clinicId}/find-bookings').responses['422']
      ?.content['application/problem+json'] ?? { schema: {} };

    expect(problem).toMatchObject({
      status: 422,
      errors: [{ path: 'name', expected: 'expected three letters or more, or a last name of two' }],
    });
    expect(z.fromJSONSchema(resolved(schema)).safeParse(problem).error?.issues ?? []).toEqual([]);
  });
});

test('a parameter of the description is one that the route takes', async () => {
  const world = await bookedWorld();
  const { parameters } = operationOf('GET /v1/manager/clinics/{clinicId}/attention');
  expect(parameters.filter((one) => one.in === 'query').map(({ name }) => name)).toEqual([
    'tab',
    'kinds',
    'after',
  ]);
  const query = { tab: 'past', kinds: 'blocked' };
  const response = await send(world.process(), 'GET /v1/manager/clinics/{clinicId}/attention', { query });
  expect(response.statusCode).toBe(200);
});
