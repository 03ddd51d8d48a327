import { doorTo } from '../pipeline/commands/door.js';

export default doorTo('add');
