import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'

/** The API description is made from the routes' own schemas; nothing of it is written by hand. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Kooperacje',
        version: '0.1.0',
        description: 'Commands, queries and history of local partnerships after the model Kooperacje 3D.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'API key of an integration: koop_<id>_<secret>' },
          session: { type: 'apiKey', in: 'cookie', name: 'koop_session', description: 'Log-in of staff' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => publish(jsonSchemaTransformObject(input) as Description),
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

type Description = ReturnType<typeof jsonSchemaTransformObject> & {
  components?: { schemas?: Record<string, unknown> }
}

/**
 * The class of a personal field is an extension of ours and has to be named as one. Schemas of answers come twice, as
 * they are read and as they would be written; nobody sends them, so the second goes.
 */
function publish(description: Description): Description {
  const schemas = description.components?.schemas ?? {}
  for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name]
  return JSON.parse(JSON.stringify(description), (key, value) => {
    if (typeof value !== 'object' || value === null || !('dataClass' in value) || key === 'properties') return value
    const { dataClass, ...schema } = value
    return { ...schema, 'x-data-class': dataClass }
  })
}
