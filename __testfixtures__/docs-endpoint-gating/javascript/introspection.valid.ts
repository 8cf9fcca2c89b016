import { useDisableIntrospection } from '@graphql-yoga/plugin-disable-introspection';
import { createYoga } from 'graphql-yoga';

const isDev = process.env.NODE_ENV === 'development';
export const yoga = createYoga({ schema, plugins: [...(!isDev ? [useDisableIntrospection()] : [])] });
export const apollo = new ApolloServer({ schema, introspection: process.env.NODE_ENV !== 'production' });
