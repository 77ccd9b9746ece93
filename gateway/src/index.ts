export { type GatewayConfig, gatewayVariables, readGatewayConfig } from './config.ts';
export { type RunningGateway, startGateway } from './start-gateway.ts';
