/** The manager's API described as OpenAPI 3.1, made from the very schemas it runs on. https://spec.openapis.org/oas/v3.1.1.html */
import * as z from 'zod';
import { problemSchema } from '../problem.ts';
import { actSchema, clinicActSchema } from './act.ts';
import { attentionPage } from './attention-view.ts';
import { bookingPageSchema } from './booking-page.ts';
import { clinicView, dayView, searchFound } from './clinic-view.ts';
import { type ManagerRoute, managerRoutes } from './routes.ts';

type Json = Record<string, unknown>;

const problemType = 'application/problem+json';
const jsonType = 'application/json';
/** Statuses a route may answer beside its own, with what each means. */
const everyRefusal = { '429': 'Too many requests', '500': 'A failure on our side', '503': 'Try again' };
const signedInRefusal = {
  '401': 'A valid sign-in is needed',
  '403': 'Not for this role, or no clinic in the sign-in',
};
const clinicRefusal = { '404': "There is no such thing, or it is another clinic's" };
const inputRefusal = { '422': 'A field is missing or wrong: each is named' };
const bodyRefusal = { '413': 'The body is too large', '415': 'The body is not JSON' };
const versionRefusal = { '409': 'Somebody else changed it first: `latest` says what they did' };

/** What has a name of its own: most of it is answered by several routes. */
const named: readonly (readonly [name: string, schema: z.ZodType, io: 'input' | 'output'])[] = [
  ['Problem', problemSchema, 'output'],
  ['BookingPage', bookingPageSchema, 'output'],
  ['AttentionPage', attentionPage, 'output'],
  ['ClinicView', clinicView, 'output'],
  ['DayView', dayView, 'output'],
  ['SearchFound', searchFound, 'output'],
  ['Act', actSchema, 'input'],
  ['ClinicAct', clinicActSchema, 'input'],
];

let made: Json | undefined;

/** Made once: it takes some milliseconds, and nobody asks for it often. */
export function openApi(): Json {
  made ??= describeApi(managerRoutes);
  return made;
}

function describeApi(routes: Readonly<Record<string, ManagerRoute>>): Json {
  const paths: Record<string, Json> = {};
  for (const [key, route] of Object.entries(routes)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeRoute(path, route) };
  }
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: "booking-gate: the manager's API",
      version: '1',
      description:
        "Needs a person's sign-in at one clinic. Every refusal is a problem of RFC 9457; times are ISO 8601 in UTC.",
    },
    // As the site itself asks: from the origin that serves it.
    servers: [{ url: '/' }],
    security: [{ signIn: [] }],
    paths,
    components: {
      securitySchemes: {
        signIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token with exactly one group: the clinic and the role.',
        },
      },
      schemas: Object.fromEntries(named.map(([name, schema, io]) => [name, describe(schema, io)])),
    },
  };
}

function describeRoute(path: string, route: ManagerRoute): Json {
  const isOpen = route.role === 'anyone';
  const parameters = [...pathParameters(path), ...queryParameters(route.query)];
  return {
    operationId: operationOf(path, route),
    summary: route.summary,
    ...(isOpen ? { security: [] } : { description: `For a ${route.role} and whoever may more.` }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: bodyOf(route.body) }),
    responses: {
      '200': {
        description: route.summary,
        content: { [jsonType]: { schema: schemaOf(route.answer, 'output') } },
      },
      ...refusalsOf(path, route),
    },
  };
}

/** The last word of the path, with what it is done to where it stands twice. */
function operationOf(path: string, { body }: ManagerRoute): string {
  const named = path
    .split('/')
    .filter((part) => part !== '')
    .slice(2)
    .map((part) => part.replace(/[{}]/g, ''));
  return [body === undefined ? 'get' : 'post', ...named.filter((part) => part !== 'clinicId')].join('-');
}

function refusalsOf(path: string, route: ManagerRoute): Json {
  const refusals: Record<string, string> = {
    ...everyRefusal,
    ...(route.role === 'anyone' ? {} : signedInRefusal),
    ...(path.includes('{') ? clinicRefusal : {}),
    ...(route.query === undefined && route.body === undefined ? {} : inputRefusal),
    ...(route.body === undefined ? {} : bodyRefusal),
    // Who only looks changes nothing.
    ...(route.body === undefined || route.role === 'viewer' ? {} : versionRefusal),
  };
  const content = { [problemType]: { schema: schemaOf(problemSchema, 'output') } };
  return Object.fromEntries(
    Object.entries(refusals).map(([status, description]) => [status, { description, content }]),
  );
}

function bodyOf(body: z.ZodType): Json {
  return { required: true, content: { [jsonType]: { schema: schemaOf(body, 'input') } } };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: name === 'booking' ? "A booking's `ref`" : "The clinic's id",
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (query === undefined) return [];
  const { properties, required } = objectShape.parse(describe(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** Every query is an object: its fields are the parameters. */
const objectShape = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const found = named.find(([, one, use]) => one === schema && use === io);
  return found === undefined ? describe(schema, io) : { $ref: `#/components/schemas/${found[0]}` };
}

/** Whole, without references inside: each part could stand alone. */
function describe(schema: z.ZodType, io: 'input' | 'output'): Json {
  const {
    $schema: _dialect,
    '~standard': _own,
    ...described
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    reused: 'inline',
    unrepresentable: 'any',
  });
  return described;
}
