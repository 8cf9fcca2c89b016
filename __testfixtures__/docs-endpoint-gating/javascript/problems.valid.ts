import express from 'express';
import swaggerUi from 'swagger-ui-express';
import { SwaggerModule } from '@nestjs/swagger';

const app = express();
app.use('/api-docs', swaggerUi.serve, swaggerUi.setup(document));
SwaggerModule.setup('docs', nest, document, { swaggerOptions: { persistAuthorization: true } });
app.get('/documents', (req, res) => res.json([]));
export const graphql = new ApolloServer({ schema, introspection: true });
