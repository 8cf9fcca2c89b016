export const server = new ApolloServer({ schema, introspection: process.env.NODE_ENV === 'development' });
console.log(`running in ${process.env.NODE_ENV || 'development'}`);
res.json({ status: 'ok', environment: process.env.NODE_ENV || 'development' });
if (process.env.NODE_ENV !== 'production') globalThis.prisma = prisma;
export const debugInfo = { debug: false };
logger.debug('x', { stack: err.stack });
