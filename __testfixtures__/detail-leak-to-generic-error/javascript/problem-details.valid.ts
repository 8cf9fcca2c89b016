// Problem details are what a client is meant to read, whatever their status.
import type { APIGatewayProxyResult } from 'aws-lambda';
import { isProblemDetails, problem } from '../lib/problem';
import { readOrder } from '../orders';

export async function handler(): Promise<APIGatewayProxyResult> {
  try {
    return { statusCode: 200, body: JSON.stringify(await readOrder()) };
  } catch (error) {
    if (isProblemDetails(error)) return { statusCode: error.status, body: JSON.stringify(error) };
    console.error(error);
    return { statusCode: 500, body: JSON.stringify(problem(500)) };
  }
}
