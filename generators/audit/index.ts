import { doorTo } from '../pipeline/doors/yeoman_door.js';

export default doorTo('audit');
