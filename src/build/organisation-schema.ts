import * as z from 'zod/mini';
import { dialects } from '../delivery/dialects/all.ts';
import { chosenKinds } from '../delivery/wire.ts';
import { OrganisationDocument } from '../organisation.ts';
import { ownDialect } from '../setup/endpoint.ts';
import { descriptions, saidByName } from './organisation-descriptions.ts';

type Json = { [key: string]: unknown };

const keys = [...Object.keys(descriptions), ...saidByName];
/** Those in which any name may stand. */
const patterns = keys
  .filter((key) => key.includes('*'))
  .map((key) => ({ key, is: new RegExp(`^${key.replace(/[[\].]/g, '\\$&').replace('*', '[^.[]+')}$`) }));

/** The key under which a field is described: its path, else a pattern. */
export const keyOfField = (path: string): string =>
  keys.includes(path) ? path : (patterns.find(({ is }) => is.test(path))?.key ?? path);

/** A schema with the sentences of its fields. `visit` hears the path of each. */
function described(schema: z.core.$ZodType, path: string, visit?: (path: string) => void): z.core.$ZodType {
  const inside = (inner: z.core.$ZodType, at: string) => described(inner, at, visit);
  const def = schema._zod.def as z.core.$ZodTypeDef & {
    shape?: Record<string, z.core.$ZodType>;
    innerType?: z.core.$ZodType;
    element?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
  };
  const fieldOf = (name: string, field: z.core.$ZodType): z.core.$ZodType => {
    const at = path ? `${path}.${name}` : name;
    visit?.(at);
    const words = descriptions[keyOfField(at)];
    const made = inside(field, at) as z.ZodMiniType;
    return words === undefined ? made : made.check(z.describe(words));
  };
  return z.core.clone(schema, {
    ...def,
    ...(def.shape && {
      shape: Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, fieldOf(name, field)])),
    }),
    ...(def.innerType && { innerType: inside(def.innerType, path) }),
    ...(def.element && { element: inside(def.element, `${path}[]`) }),
    ...(def.valueType && { valueType: inside(def.valueType, `${path}.*`) }),
  });
}

/** The path of every field that a document may have. */
export function fieldsOfDocument(): string[] {
  const found: string[] = [];
  described(OrganisationDocument, '', (path) => found.push(path));
  return found;
}

const asJson = (schema: z.core.$ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Json;

/**
 * The JSON Schema of an organisation's configuration, for editors and for other programs. To what the app's own schema says
 * it adds a sentence for each field, and what the app judges apart: which kinds of server and of record there are, and the
 * settings of each kind of server.
 */
export function organisationSchema(): Json {
  const { $schema, ...rest } = asJson(described(OrganisationDocument, ''));
  const { endpoints } = rest.properties as { endpoints: { items: Json } };
  judgeEndpoint(endpoints.items);
  return { $schema, title: 'Kenttäkirja: configuration of an organisation', ...rest };
}

function judgeEndpoint(endpoint: Json): void {
  const properties = endpoint.properties as Record<string, Json>;
  Object.assign(properties.dialect!, { enum: [...dialects.keys()].sort() });
  Object.assign(properties.kinds!, { items: { type: 'string', enum: [...chosenKinds] } });
  endpoint.allOf = [...dialects.values()].map((dialect) => {
    const { $schema: _, ...options } = asJson(dialect.options);
    const isIt = { properties: { dialect: { const: dialect.name } } };
    // Without a name it is the plain one; any other must be named.
    const when = dialect.name === ownDialect ? isIt : { ...isIt, required: ['dialect'] };
    const needed = (options.required as string[] | undefined)?.length ? { required: ['options'] } : {};
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    return { if: when, then: { properties: { options }, ...needed } };
  });
}
