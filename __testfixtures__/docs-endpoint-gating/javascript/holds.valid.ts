import express from 'express';
import swaggerUi from 'swagger-ui-express';
import { SwaggerModule } from '@nestjs/swagger';

const app = express();
if (process.env.NODE_ENV !== 'production') {
  SwaggerModule.setup('docs', nest, document);
}
app.use('/api-docs', basicAuth({ users }), swaggerUi.serve, swaggerUi.setup(document));
