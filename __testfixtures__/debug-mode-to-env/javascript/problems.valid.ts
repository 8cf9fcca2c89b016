import errorhandler from 'errorhandler';

export const server = new ApolloServer({ schema, introspection: true, playground: true });
const env = process.env.NODE_ENV || 'development';
const debug = process.env.DEBUG !== 'false';
app.use(errorhandler());
process.env.NODE_ENV = 'development';
app.use((err, req, res, next) => {
  res.status(500).json({ error: 'failed', ...(process.env.NODE_ENV !== 'production' && { stack: err.stack }) });
});
if (env === 'development') app.use('/debug', debugRoutes);
