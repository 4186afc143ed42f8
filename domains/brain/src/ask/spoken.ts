/** The words by which a question is recognised. What stands in `g` is also taken out, to see what is left. */
export const COMMISSION =
  /佣金|拥金|用金|傭金|提成|返佣|(赚|挣)(到|得)?了?(多少|几)钱?|(赚|挣)了?钱|(能|可以)?拿到?了?(多少|几)钱?|到账(没有?|了)*|到手(多少|几)钱?|(?<!销售)收入|收益|com+is+ions?|earn(ed|ings?)?|how much (did|have|do) (i|we) (make|made)|income/g;
export const OPPORTUNITY =
  /机会|机汇|几会|商机|(该|能|可以|适合|应该|要)(做|发|卖|推)(点|些)?(什么|啥|哪)|(做|发|卖|推)(点|些)?(什么|啥)|有(什么|啥)(好|推荐|可|值得)|推荐|卡片(?!.*(卖|怎么样|咋样|效果|如何|结果))|主意|灵感|op+[eo]r+tun\w*|what (should|can|could) (i|we) (do|sell|send|post)|(any|some) (ideas?|suggestions?|cards?)|what'?s (new|up|hot)|(today'?s|my) cards?/;
export const STOCK =
  /库存|存货|现货|还?(剩下?|余下?)(了?(多少|几)(件|个|份|箱|包|瓶|双|条|盒|斤|袋|罐|套)?|没)|还有(多少|几|没有?|吗|货)(件|个|份|箱|包|瓶|双|条|盒|斤|袋|罐|套|货|存货)?|有没有货|有货(吗|没有?|不)?|缺货|断货|没货|卖(完|光|空)(了|没|吗)*|(in|out of) stock|stock|sold out|left|remaining/g;
/** What is left of an English question once "left" and "in stock" are out of it. */
export const COUNTING = /how (many|much)|do we have|have we|are|is|any|there/g;
/** Asks for the sum or the number of sales, not for how they go. */
export const SALES =
  /(一共|总共)?(卖|賣|买)(出去?|掉|得|的|到)?了?(一共|总共)?(多少|几)(货|东西|商品|块?钱|元|单|件|个|份|盒|瓶|包|箱|双|条|支|斤|袋|罐|套|台|本|只|片|张)?|卖了?(钱|单)(多少|几)|总?销售(总?额|收入)|销售(多少|几)|销量(多少|几)(件|单|个)?|营业额|营收|业绩|流水|成交(总?额|量|了)?(多少|几)?(钱|单|笔|件)?|做了?(多少|几)(业绩|钱|单)|有(没有)?(订单|单子?)(?=$| |吗|没|了|呢)|(出|下|来|进|接|做|开|成)?了?(多少|几)(个|张|笔)?(订单|单子?)|订单(数量?|量|有)?(多少|几)(个|单|张|笔)?|订单(数|量)|how (much|many)( \w+)? (did|have|do) (we|i) (sell|sold)|how many orders|orders|(total|net) sales|revenue|turnover|takings/g;
/** How sales go; without anything named these words ask for the shop's. */
export const SELLING = /卖|賣|生意|销量|销售|出单|开单|\bsell|\bsold|\bsales|\bbusiness\b/;
export const SOLD =
  /生意|出单|开单|好(不好)?卖|卖[得的地]?(怎么样|怎样|怎么|咋样|如何|好不好|好吗|多少|了多少|出多少|出去|动了?吗|掉多少)?|销量|销售(额|情况|数据|怎么样)?|成交|(怎么样|怎末样|怎么洋|怎样|咋样|咋么样|如何|好不好)|战报|效果|结果|反响|表现|(how|what)('?s| is| are| was| were| did| does| do| about| has| have)|selling|sell|sold|sales|business|perform(ed|ing|ance)?|results?|report|go(ing)?|do(ing)?|been/g;
/** Who bought it, asked before or after the goods. */
export const BUYERS =
  /(都|最近|近来)?(有)?(谁|哪些(人|客户|顾客|会员)|哪几个(人|客户)?|什么人|哪位(客户)?)(们)?(最近|近来|都|还|在|曾经)*(买|购买|下单|拿)(过|了|的)?|的都?(有|是)(谁|哪些人)|(买|购买|下单)(过|了)?(?=.*的(人|客户|顾客|会员|都?有谁))|(买|购买|下单)(过|了)(?=.*的(人|客户|顾客|会员))|的(人|客户|顾客|会员)们?(都?(有|是)?(谁|哪些(人|客户)?|哪几个|几[个位]|多少[人个位]?))?(?= |$)|的?(买家|买主)(都?(有|是)(谁|哪些))?|who (has |have )?(recently )?(bought|buys|ordered|purchased)|(buyers|customers) of/g;
/** What one person bought. */
export const PERSON =
  /((客户|顾客|会员) )?(最近|近来|都|在|一共)*(买|购买)(过|了)?(些|点)?(什么|啥|哪些|几次|多少次)(东西|商品)?|(?<!^[你我他她它这那])是(谁|哪位)/g;
/** Nothing of it can be told, or something else would be told instead. */
export const BEYOND =
  /退[款货了单换的]|退(多少|几)|[没未待]付|未支付|发货|物流|快递|取消|比(?= |$|平时|以前|之前|同期|别)|refund|return(s|ed)|ship(ped|ping)|compare|利润|毛利|成本|预测|预计|会卖|能卖(多少|几)|客单价|复购|转化率/;
/** Asks of all but what is named: told of what is named it would be the opposite. */
export const EXCEPT =
  /(?<!有)[没未]有?(购?买|下单)|(?<![有卖])没有?卖(?!完|光|空)|不(购?买|算)|除(了|去|开)|以外|之外/;
/** A price, where nothing was said of selling. */
export const PRICE = /怎么卖(?=$|的|呢| )|多少钱|几块钱|什么价|价格|price/;
/** Asks which one, of goods or of people: no single one is named. */
export const WHICH = /什么|啥|哪(个|款|些|种|件|样|位)?|谁|which/;
/** Asks for an order among many. */
export const RANKED =
  /最(好(?![吃喝用看])|多|差|火|畅销|少|贵|高|低|快|慢)|排(名|行)|前(几|\d+)名|best|worst|top/;
/** Points at something that was sent. */
export const SENT =
  /(那|这)(一?[个次条张批波])|上(一)?[次个条回]|最近(的)?(一)?[次个条]|刚(才|刚)|之前|发(出去?)?的|推(出去?)?的|执行|群发|卡片?|the (last|latest|previous) (one|send|post|message|card)|last (one|time)|latest|that one|send|post|message|card/g;
export const DEMONSTRATIVE =
  /(那|这|哪)(一?[个次条张批波款件]|些)?|上(一)?[次个条回]|最近(的)?(一)?[次个条]?|刚(才|刚)|之前|它|发(出去?)?的?|推(出去?)?的?|执行的?|活动|群发|消息|卡片?|the (last|latest|previous) (one|send|post|message|card)|last (one|time)|latest|that|one|it|send|post|message|card/g;
export const FILLERS =
  /请问|请|麻烦|帮我|帮忙|给我|还|我想(知道|看看|问|了解)|想(知道|问)|告诉我|看(一)?看|查(一)?(查|下)|一下|看下|说说|到底|现在|目前|最近|近来|大概|一共|总共|全部|整个|总的|的|了|吗|呢|吧|啊|呀|哦|嘛|么|都|有没有|没有?|是|有|[我俺咱]们?[家的]?|自己|店里?|铺子|商店|店铺|多少|in|on|for|of|the|a|my|our|me|tell|show|please|and|so|far|well|we|did|have|how|much|many|how'?s|what'?s|what|is|are|was|were|been|has|do|does|doing|going|looking|total/g;

/** Beside the name of goods these name nothing: what goods are, and how they are counted. */
export const BESIDE =
  /商品|产品|货品|单品|宝贝|东西|总|(?<=^| )([把款]|[提听桶卷板颗粒朵束篮筐杯碗组枚块根枝盆])(?=$| )|products?|items?|goods|what|was|were|is|are|do|does|has|been|any|there/g;

const LEADING =
  /^(请问|请|麻烦|帮我|给我|我想知道|想知道|看看|查一下|查查|[我俺咱]们?店?的|昨天的|那个|这个|的|how|the|my|our|is|are) ?/g;
/** The subject as it was written, for a title may hold a filler word: 有机米糊 holds 有. */
export const named = (bare: string): string =>
  bare
    .replace(LEADING, "")
    .replace(/ ?(的|了|吗|呢|吧|啊|呀|最近|近来|现在|目前)+$/g, "")
    .trim();
