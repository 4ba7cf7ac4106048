import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import { dialects } from '../delivery/dialects/all.ts';
import { kinds } from '../delivery/wire.ts';
import { ownDialect } from '../setup/endpoint.ts';
import { DocumentEndpoint, Organisation } from '../setup/organisation.ts';

type Json = { [key: string]: unknown };

const asJson = (schema: $ZodType) => toJSONSchema(schema, { io: 'input' }) as Json;

/**
 * The JSON Schema of an organisation's configuration, for editors and for other programs. To what the app's own schema says
 * it adds what the app judges apart: which kinds of server and of record there are, and the settings of each kind of server.
 */
export function organisationSchema(): Json {
  const schema = toJSONSchema(Organisation, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === (DocumentEndpoint as unknown)) judgeEndpoint(jsonSchema as Json);
    },
  }) as Json;
  const { $schema, ...rest } = schema;
  return { $schema, title: 'Kenttäkirja: configuration of an organisation', ...rest };
}

function judgeEndpoint(endpoint: Json): void {
  const properties = endpoint.properties as Record<string, Json>;
  Object.assign(properties.dialect!, { enum: [...dialects.keys()].sort() });
  Object.assign(properties.kinds!, { items: { type: 'string', enum: [...kinds] } });
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
