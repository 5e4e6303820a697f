/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* What the kernel offers to those who have no queues of coroutines. */
#include "measured.h"

/* In <linux/bpf.h> of newer systems. */
struct bpf_list_head { __u64 : 64; __u64 : 64; } __attribute__((aligned(8)));
struct bpf_list_node { __u64 : 64; __u64 : 64; __u64 : 64; } __attribute__((aligned(8)));
struct bpf_rb_root { __u64 : 64; __u64 : 64; } __attribute__((aligned(8)));
struct bpf_rb_node { __u64 : 64; __u64 : 64; __u64 : 64; __u64 : 64; } __attribute__((aligned(8)));

void *bpf_obj_new_impl(__u64 type, void *meta) __ksym;
void bpf_obj_drop_impl(void *object, void *meta) __ksym;
int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node,
			    void *meta, __u64 offset) __ksym;
struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;
int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
			_Bool(less)(struct bpf_rb_node *a, const struct bpf_rb_node *b),
			void *meta, __u64 offset) __ksym;
struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root) __ksym;
struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;

#define new(type) ((type *)bpf_obj_new_impl(__builtin_btf_type_id(*(type *)0, 0), NULL))
#define drop(object) bpf_obj_drop_impl(object, NULL)
#define contains(type, member) __attribute__((btf_decl_tag("contains:" #type ":" #member)))
#define container(pointer, type, member) ((type *)((void *)(pointer) - __builtin_offsetof(type, member)))
#define private(name) SEC(".data." #name) __hidden __attribute__((aligned(8)))

/* What a suspended coroutine of fifo and prio keeps. */
struct frame {
	__u64 a, b;
	__u32 c;
	__u8 id;
};

__u64 sum;

SEC("xdp") int empty(struct xdp_md *ctx)
{
	repeat(i)
		asm volatile("");
	return XDP_PASS;
}

SEC("syscall") int empty_executor(void *ctx)
{
	repeat(i)
		asm volatile("");
	return 0;
}

static __attribute__((noinline)) __u64 callee(__u64 x)
{
	opaque(x);
	return x + 1;
}

SEC("xdp") int call(struct xdp_md *ctx)
{
	__u64 x = first_operation;

	repeat(i)
		x = callee(x);
	sum = x;
	return XDP_PASS;
}

int tail_call(struct xdp_md *ctx);
int tail_call_variable(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, sizeof(__u32));
	__array(values, int(void *));
} programs SEC(".maps") = {
	.values = { [0] = (void *)&tail_call, [1] = (void *)&tail_call_variable },
};
volatile __u32 next_program = 1;

/* The kernel ends both chains after 33 calls. */
SEC("xdp") int tail_call(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &programs, 0);
	return XDP_PASS;
}

/* Which program is known only now, as which coroutine is next is. */
SEC("xdp") int tail_call_variable(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &programs, next_program);
	return XDP_PASS;
}

SEC("xdp") int no_tail_call(struct xdp_md *ctx)
{
	return XDP_PASS;
}

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 1024);
	__uint(value_size, sizeof(struct frame));
} map_queue SEC(".maps");

SEC("xdp") int queue_map(struct xdp_md *ctx)
{
	struct frame f = { .a = 1, .b = 2, .c = 3, .id = 1 };

	repeat(i) {
		bpf_map_push_elem(&map_queue, &f, 0);
		bpf_map_pop_elem(&map_queue, &f);
	}
	sum = f.a;
	return XDP_PASS;
}

struct listed {
	struct bpf_list_node node;
	struct frame frame;
};

private(list) struct bpf_spin_lock list_lock;
private(list) struct bpf_list_head list contains(listed, node);

__inline_always void list__push(__u64 value)
{
	struct listed *n = new(struct listed);

	if (!n)
		return;
	n->frame.a = value;
	n->frame.b = 2;
	n->frame.c = 3;
	n->frame.id = 1;
	bpf_spin_lock(&list_lock);
	bpf_list_push_back_impl(&list, &n->node, NULL, 0);
	bpf_spin_unlock(&list_lock);
}

SEC("xdp") int object_list(struct xdp_md *ctx)
{
	repeat(i) {
		struct bpf_list_node *first;
		struct listed *n;

		list__push(i);
		bpf_spin_lock(&list_lock);
		first = bpf_list_pop_front(&list);
		bpf_spin_unlock(&list_lock);
		if (!first)
			break;
		n = container(first, struct listed, node);
		sum += n->frame.a + n->frame.b + n->frame.c + n->frame.id;
		drop(n);
	}
	return XDP_PASS;
}

SEC("xdp") int object_list_start(struct xdp_md *ctx)
{
	list__push(1);
	return XDP_PASS;
}

struct ordered {
	struct bpf_rb_node node;
	__u64 key;
	struct frame frame;
};

private(tree) struct bpf_spin_lock tree_lock;
private(tree) struct bpf_rb_root tree contains(ordered, node);
__u64 last_key;

static _Bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return container(a, struct ordered, node)->key < container(b, struct ordered, node)->key;
}

__inline_always void tree__add(__u64 after)
{
	struct ordered *n = new(struct ordered);

	if (!n)
		return;
	n->key = after + (bpf_get_prandom_u32() & 1023);
	n->frame.a = 1;
	n->frame.b = 2;
	n->frame.c = 3;
	n->frame.id = 1;
	bpf_spin_lock(&tree_lock);
	bpf_rbtree_add_impl(&tree, &n->node, less, NULL, 0);
	bpf_spin_unlock(&tree_lock);
}

SEC("xdp") int object_tree(struct xdp_md *ctx)
{
	repeat(i) {
		struct bpf_rb_node *first;
		struct ordered *n;

		tree__add(last_key);
		bpf_spin_lock(&tree_lock);
		first = bpf_rbtree_first(&tree);
		if (!first) {
			bpf_spin_unlock(&tree_lock);
			break;
		}
		first = bpf_rbtree_remove(&tree, first);
		bpf_spin_unlock(&tree_lock);
		if (!first)
			break;
		n = container(first, struct ordered, node);
		last_key = n->key;
		sum += n->frame.a + n->frame.b + n->frame.c + n->frame.id;
		drop(n);
	}
	return XDP_PASS;
}

SEC("xdp") int object_tree_start(struct xdp_md *ctx)
{
	tree__add(0);
	return XDP_PASS;
}
